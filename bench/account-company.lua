-- Each call changes one company.
dofile(os.getenv("HAL_BENCH") .. "/account.lua")

function request() return wrk.format("PATCH", "/api/companies/" .. company_id(), nil, '{"industry":"' .. math.random(1e9) .. '"}') end
