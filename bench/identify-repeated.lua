-- Each call says what is stored already, so nothing changes but last seen.
dofile(os.getenv("HAL_BENCH") .. "/common.lua")

function request()
   local n, who = known_visitor()
   return post(string.format('%s,"email":"known-%d@company-%d.example","name":"Ana Novak","metadata":{"plan":"pro"}', who, n, company_of(n)))
end
