-- For wrk: makes the requests of a file, each once and from the start again when all are done. A line is a path, a tab and a body.
-- Arguments: the file, the number of threads, the body's type (- to get and not post), the status to expect. Prints one line of JSON at the end.
local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init(args)
  local of, n = tonumber(args[2]), 0
  lines, at, odd = {}, 0, 0
  for line in io.lines(args[1]) do
    if n % of == id then lines[#lines + 1] = line end
    n = n + 1
  end
  verb, expected = args[3] == "-" and "GET" or "POST", tonumber(args[4])
  if verb == "POST" then
    wrk.headers["Content-Type"] = args[3]
  else
    wrk.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"
  end
end

function request()
  at = at + 1
  local path, body = lines[(at - 1) % #lines + 1]:match("^(.-)\t(.*)$")
  return wrk.format(verb, path, nil, body)
end

function response(status)
  if status ~= expected then odd = odd + 1 end
end

function done(summary, latency)
  local bad, sent = 0, 0
  for _, thread in ipairs(threads) do
    bad = bad + thread:get("odd")
    sent = sent + thread:get("at")
  end
  local e = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"seconds":%.3f,"p50Ms":%.2f,"p99Ms":%.2f,"maxMs":%.2f,"odd":%d,"broken":%d,"sent":%d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3, bad, e.connect + e.read + e.write + e.timeout, sent))
end
