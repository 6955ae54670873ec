-- Each call reads 50 contacts, from anywhere in the list.
dofile(os.getenv("HAL_BENCH") .. "/account.lua")

function request() return wrk.format("GET", "/api/contacts?limit=50&cursor=" .. cursor()) end
