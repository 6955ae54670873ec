-- Each call reads one of the articles on its page in the help center.
dofile(os.getenv("HAL_BENCH") .. "/common.lua")

function request()
   return wrk.format("GET", string.format("/help/%s/en/article-%d", os.getenv("HAL_PROJECT"), math.random(tonumber(os.getenv("HAL_PAGES")))))
end
