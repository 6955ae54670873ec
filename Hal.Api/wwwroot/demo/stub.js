// Keeps what is called before widget.js has loaded.
window.HalWidget = window.HalWidget || ((q) => new Proxy({ q }, {
  get: (kept, name) => kept[name] || ((...args) => new Promise((resolve, reject) => q.push([name, args, resolve, reject]))) }))([]);
