-- Each call is an event of its own, of a visitor that is known.
dofile(os.getenv("HAL_BENCH") .. "/common.lua")

function request()
   local n, who = known_visitor()
   return post(who .. ',"name":"page_viewed","value":' .. n .. ',"metadata":{"path":"/pricing"}')
end
