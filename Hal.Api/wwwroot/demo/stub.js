// Keeps what is called before widget.js has loaded.
window.HalWidget = window.HalWidget || ((/** @type {any[]} */ q) => new Proxy({ q }, {
  get: (/** @type {any} */ kept, name) => kept[name] || ((/** @type {unknown[]} */ ...args) =>
    new Promise((resolve, reject) => q.push([name, args, resolve, reject]))) }))([]);
