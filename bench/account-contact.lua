-- Each call reads one contact.
dofile(os.getenv("HAL_BENCH") .. "/account.lua")

function request() return wrk.format("GET", "/api/contacts/" .. contact_id()) end
