-- Each call is a new visitor and a new person at a company that is there.
dofile(os.getenv("HAL_BENCH") .. "/common.lua")

function request()
   local n, who = new_visitor()
   return post(string.format('%s,"email":"new-%s@company-%d.example","name":"Ana Novak","metadata":{"plan":"pro"}', who, n, company_of()))
end
