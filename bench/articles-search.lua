-- Each call searches for one of the terms, as the widget does while somebody types.
dofile(os.getenv("HAL_BENCH") .. "/common.lua")

local terms = {}
for term in io.lines(os.getenv("HAL_TERMS")) do terms[#terms + 1] = term end

function request()
   local term = terms[math.random(#terms)]:gsub("[^%w]", function(c) return string.format("%%%02X", string.byte(c)) end)
   return wrk.format("GET", "/api/widget/articles?project_id=" .. os.getenv("HAL_PROJECT") .. "&locale=en&q=" .. term)
end
