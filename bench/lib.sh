# What the load scripts share: a Release build of the service on a data directory of its own, wrk on it, pgbench on its server, and the figures of both.
# Whoever sources it sets load_env (for wrk's scripts) and bare_vars (for pgbench's).

: "${CONNECTIONS:=64}"
: "${FLOOR_CONNECTIONS:=16}" # as many as the service's pool
: "${PUBLISHED:=}"        # a directory with a published service, to measure that one instead of building this tree
load_env=()
bare_vars=()

here=$(cd "$(dirname "$0")" && pwd)
say() { echo "$*" >&2; }
fail() { say "bench: $*"; exit 1; }

install_missing() {
    local packages=() tool
    for tool in wrk:wrk pgbench:postgresql-contrib psql:postgresql-client curl:curl; do
        command -v "${tool%%:*}" >/dev/null || packages+=("${tool##*:}")
    done
    [ ${#packages[@]} -eq 0 ] && return
    local sudo=; [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update -qq >&2
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${packages[@]}" >&2
}

# --- the service -------------------------------------------------------------------------------------------------------

work=$(mktemp -d /tmp/hal-bench.XXXXXX)
chmod 755 "$work" # the database server may run as another user
service=
stop_service() {
    [ -n "$service" ] || return 0
    kill -TERM "$service" 2>/dev/null || true
    wait "$service" 2>/dev/null || true
    service=
}
trap 'stop_service; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

free_port() {
    local port
    for port in $(shuf -i 20000-29999 -n 50); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
    fail "no free port"
}

# Starts it and waits; $ready_ms is how long it took.
start_service() {
    local since now
    since=$(date +%s%N)
    "$work/publish/Hal.Api" --contentRoot="$work/publish" --environment=Development --urls="$url" --Hal:DataDirectory="$work/data" \
        --Hal:Limits:WidgetAddressPerMinute=1000000000 --Hal:Limits:WidgetVisitorPerMinute=1000000000 --Hal:Limits:AccountMemberPerMinute=1000000000 \
        --Logging:LogLevel:Default=Warning --Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning >"$work/service.log" 2>&1 &
    service=$!
    until curl -sf -o /dev/null "$url/health/ready"; do
        kill -0 "$service" 2>/dev/null || fail "the service did not start: $(cat "$work/service.log")"
        now=$(date +%s%N); ((now - since < 60000000000)) || fail "the service is not ready after a minute: $(cat "$work/service.log")"
        sleep 0.01
    done
    ready_ms=$((($(date +%s%N) - since) / 1000000))
    demo=$(sed -n 's/^ *project id *//p' "$work/service.log")
    [ -n "$demo" ] || fail "the service printed no demo project: $(cat "$work/service.log")"
    curl -sf -o /dev/null "$url/api/widget/identify" -H 'Content-Type: application/json' \
        -d '{"project_id":"'"$demo"'","visitor_id":"first","email":"first@company-0.example"}' || fail "the first identify failed"
    answer_ms=$((($(date +%s%N) - since) / 1000000))
}

# --- the database server -----------------------------------------------------------------------------------------------

find_database() {
    local line
    line=$(grep -m1 -o 'PGPASSFILE=[^ ]* .*-h 127.0.0.1 -p [0-9]* -U [^ ]* -d [^ ]*' "$work/service.log") || fail "the service printed no psql line"
    PGPASSFILE=$(sed 's/^PGPASSFILE=\([^ ]*\) .*/\1/' <<<"$line")
    PGPORT=$(sed 's/.* -p \([0-9]*\) .*/\1/' <<<"$line")
    PGUSER=$(sed 's/.* -U \([^ ]*\) .*/\1/' <<<"$line")
    PGDATABASE=$(sed 's/.* -d \([^ ]*\).*/\1/' <<<"$line")
    PGHOST=127.0.0.1
    export PGPASSFILE PGPORT PGUSER PGDATABASE PGHOST
    postmaster=$(head -1 "$(find "$work/data" -name postmaster.pid)")
}

sql() { psql -XqAt -v ON_ERROR_STOP=1 "$@"; }

# --- measuring ---------------------------------------------------------------------------------------------------------

# Clock ticks (1/100 s) of processor time that a process has used; for the server, with all its children, past and present.
ticks_of() { awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$1/stat"; }
ticks_of_server() {
    local child
    {
        awk '{ sub(/.*\) /, ""); print $12 + $13 + $14 + $15 }' "/proc/$postmaster/stat"
        for child in $(cat "/proc/$postmaster/task/$postmaster/children"); do ticks_of "$child" 2>/dev/null || true; done
    } | awk '{ s += $1 } END { print s }'
}
memory() { awk -v what="$1:" '$1 == what { printf "%d", $2 / 1024 }' "/proc/$service/status"; }

note() { echo "$3" >>"$work/$1.$2"; } # row, figure, value
median() { [ -s "$work/$1.$2" ] || { echo -; return; }; sort -g "$work/$1.$2" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
worst() { sort -g "$work/$1.$2" | tail -1; }
calc() { awk "BEGIN { printf \"$1\", $2 }"; }

# Load from wrk: row, path, seconds, script if it is not called like the row. Fails for any answer that is not 2xx.
round=0
load() {
    local row=$1 path=$2 seconds=$3 script=${4:-$1} used before_service before_server n us p50 p95 p99 refused broken
    round=$((round + 1))
    before_service=$(ticks_of "$service"); before_server=$(ticks_of_server)
    { TIMEFORMAT='%U %S'; time HAL_BENCH=$here HAL_ROUND=$round HAL_PATH=$path env "${load_env[@]}" \
        timeout $((seconds + 30)) wrk -t2 -c"$CONNECTIONS" -d"${seconds}s" --timeout 10s --latency -s "$here/$script.lua" "$url" >"$work/wrk.out" 2>"$work/wrk.err"; } 2>"$work/wrk.time" \
        || fail "wrk failed: $(cat "$work/wrk.out" "$work/wrk.err")"
    read -r n us p50 p95 p99 refused broken < <(sed -n 's/^figures //p' "$work/wrk.out") || fail "wrk printed no figures: $(cat "$work/wrk.out" "$work/wrk.err")"
    [ "$refused" -eq 0 ] && [ "$broken" -eq 0 ] || fail "$row: $refused of $n answers were not 2xx, $broken connections or reads failed: $(tail -5 "$work/service.log")"
    requests=$n
    used=$(awk '{ print $1 + $2 }' "$work/wrk.time")
    note "$row" rate "$(calc %.1f "$n / $us * 1e6")"
    note "$row" p50 "$(calc %.2f "$p50 / 1000")"
    note "$row" p95 "$(calc %.2f "$p95 / 1000")"
    note "$row" p99 "$(calc %.2f "$p99 / 1000")"
    note "$row" cpu_wrk "$(calc %.1f "$used * 1e6 / $n")"
    note "$row" cpu_service "$(calc %.1f "($(ticks_of "$service") - $before_service) * 1e4 / $n")"
    note "$row" cpu_server "$(calc %.1f "($(ticks_of_server) - $before_server) * 1e4 / $n")"
    note service memory "$(memory VmRSS)"
    say "$(printf '  %-20s %8.0f/s  p50 %6.1f ms  p99 %6.1f ms  rss %d MB' "$row" "$(tail -1 "$work/$row.rate")" "$(tail -1 "$work/$row.p50")" "$(tail -1 "$work/$row.p99")" "$(memory VmRSS)")"
}

# Load from pgbench: row, seconds, connections, script if it is not called like the row. Its figures are those of the row "sql-<row>".
bare() {
    local row=$1 seconds=$2 connections=$3 script=${4:-$1} before used rate
    round=$((round + 1))
    before=$(ticks_of_server)
    { TIMEFORMAT='%U %S'; time timeout $((seconds + 30)) pgbench -n -c "$connections" -j 2 -M prepared -T "$seconds" -D round="$round" -D i=0 "${bare_vars[@]}" \
        -f "$here/$script.sql" \
        >"$work/pgbench.out" 2>"$work/pgbench.err"; } 2>"$work/pgbench.time" || fail "pgbench failed: $(cat "$work/pgbench.out" "$work/pgbench.err")"
    requests=$(sed -n 's/^number of transactions actually processed: \([0-9]*\).*/\1/p' "$work/pgbench.out")
    rate=$(sed -n 's/^tps = \([0-9.]*\) .*/\1/p' "$work/pgbench.out")
    used=$(awk '{ print $1 + $2 }' "$work/pgbench.time")
    note "sql-${row/\//-}" rate "$rate"
    note "sql-${row/\//-}" cpu_pgbench "$(calc %.1f "$used * 1e6 / $requests")"
    note "sql-${row/\//-}" cpu_server "$(calc %.1f "($(ticks_of_server) - $before) * 1e4 / $requests")"
    say "$(printf '  %-20s %8.0f/s' "sql $row" "$rate")"
}

build_service() {
    if [ -n "$PUBLISHED" ]; then
        cp -r "$PUBLISHED" "$work/publish"
    else
        say 'building'
        dotnet publish "$here/../Hal.Api" -c Release -o "$work/publish" --nologo -v quiet >"$work/build.log" 2>&1 || fail "the build failed: $(tail -20 "$work/build.log")"
    fi
    url=http://127.0.0.1:$(free_port)
}

warn_of_log() {
    [ -z "$(grep -E '^(warn|fail|crit)|"LogLevel":"(Warning|Error|Critical)"' "$work/service.log" || true)" ] || say "the service logged: $(grep -E '^(warn|fail|crit)|"LogLevel":' "$work/service.log" | head -5)"
}

# --- ratios ---------------------------------------------------------------------------------------------------------

ratios() { # row, row of pgbench: one ratio for each round
    paste "$work/$1.rate" "$work/sql-$2.rate" | awk '{ printf "%.3f\n", $1 / $2 }' >"$work/$1.ratio"
}
met() { awk "BEGIN { print ($1) ? \"yes\" : \"**no**\" }"; }
