-- What the account's load scripts share: a signed-in member, ids of contacts and companies by their number, and cursors.

dofile(os.getenv("HAL_BENCH") .. "/common.lua")

local size = tonumber(os.getenv("HAL_SIZE"))
local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

local begin = init
function init()
   begin()
   wrk.headers["Authorization"] = "Bearer " .. os.getenv("HAL_TOKEN")
end

function contact_id() return string.format("01900000-0000-7000-8000-%012x", math.random(size)) end

function company_id() return string.format("01900000-0000-7000-9000-%012x", math.random(tonumber(os.getenv("HAL_COMPANIES")))) end

-- Base64url of the instant 0 and an id, as the service writes it.
function cursor()
   local hex = string.rep("00", 8) .. contact_id():gsub("%-", "")
   local text = {}
   for i = 1, #hex, 6 do
      local three = tonumber(hex:sub(i, i + 5), 16)
      for shift = 3, 0, -1 do
         local digit = math.floor(three / 64 ^ shift) % 64
         text[#text + 1] = alphabet:sub(digit + 1, digit + 1)
      end
   end
   return table.concat(text)
end
