-- Each call brings another value of one field.
dofile(os.getenv("HAL_BENCH") .. "/common.lua")

function request()
   local _, who = known_visitor()
   return post(string.format('%s,"metadata":{"seats":%d}', who, math.random(1000000000)))
end
