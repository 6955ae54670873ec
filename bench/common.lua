-- What all load scripts share: who is asking, whom it is about, and one line of figures at the end.

local project = os.getenv("HAL_PROJECT")
local known = tonumber(os.getenv("HAL_KNOWN"))
local companies = tonumber(os.getenv("HAL_COMPANIES"))
local round = os.getenv("HAL_ROUND")
local path = os.getenv("HAL_PATH")

local threads = 0

function setup(thread)
   threads = threads + 1
   thread:set("id", threads)
end

function init()
   math.randomseed(os.time() * 7 + id)
   sent = 0
   wrk.headers["Content-Type"] = "application/json"
end

-- A visitor that was identified before the run.
function known_visitor()
   local n = math.random(known)
   return n, string.format('"project_id":"%s","visitor_id":"known-%d"', project, n)
end

-- A visitor that nobody has seen, and a person of one of the companies.
function new_visitor()
   sent = sent + 1
   local n = string.format("%s-%d-%d", round, id, sent)
   return n, string.format('"project_id":"%s","visitor_id":"new-%s"', project, n)
end

function company_of(n) return n and n % companies or math.random(companies) - 1 end

function post(body) return wrk.format("POST", path, nil, "{" .. body .. "}") end

function done(summary, latency)
   local e = summary.errors
   io.write(string.format("figures %d %d %d %d %d %d %d\n", summary.requests, summary.duration,
      latency:percentile(50), latency:percentile(95), latency:percentile(99), e.status, e.connect + e.read + e.write + e.timeout))
end
