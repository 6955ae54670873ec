-- Each call brings the value that is stored already.
dofile(os.getenv("HAL_BENCH") .. "/common.lua")

function request()
   local _, who = known_visitor()
   return post(who .. ',"metadata":{"plan":"pro"}')
end
