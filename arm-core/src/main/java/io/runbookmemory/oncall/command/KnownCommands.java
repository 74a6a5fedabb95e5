package io.runbookmemory.oncall.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The programs that are known to look, and with which verbs and options they do. From their
 * manuals; to add one is safe only if nothing it can be given there writes.
 */
final class KnownCommands {

  /** They look whatever they are given, but for what {@link #WRITING} names. */
  private static final Set<String> ALWAYS =
      Set.of(
          "cat",
          "zcat",
          "less",
          "head",
          "tail",
          "grep",
          "egrep",
          "fgrep",
          "zgrep",
          "rg",
          "wc",
          "uniq",
          "cut",
          "tr",
          "column",
          "jq",
          "yq",
          "ls",
          "df",
          "du",
          "stat",
          "file",
          "free",
          "top",
          "uptime",
          "ps",
          "pstree",
          "pgrep",
          "vmstat",
          "iostat",
          "mpstat",
          "pidstat",
          "sar",
          "lsof",
          "netstat",
          "ss",
          "dig",
          "nslookup",
          "host",
          "ping",
          "traceroute",
          "mtr",
          "nproc",
          "lscpu",
          "lsblk",
          "echo",
          "printf",
          "uname",
          "whoami",
          "id",
          "which",
          "date",
          "sort",
          "dmesg",
          "journalctl",
          "find",
          "awk",
          "cd",
          "pwd",
          "true",
          "sleep",
          "kafka-log-dirs");

  /** Options and words that make one of these write, or run something else. */
  private static final Map<String, Pattern> WRITING =
      Map.ofEntries(
          Map.entry("sort", Pattern.compile("-[a-zA-Z]*o.*|--output.*")),
          Map.entry("uniq", Pattern.compile("[^-+].*")),
          Map.entry("date", Pattern.compile("-s.*|--set.*|[0-9].*")),
          Map.entry(
              "dmesg", Pattern.compile("-[a-zA-Z]*[cCDEn].*|--(?:clear|read-clear|console).*")),
          Map.entry(
              "journalctl",
              Pattern.compile("--(?:vacuum|rotate|flush|relinquish|sync|setup|update).*")),
          Map.entry("find", Pattern.compile("-(?:delete|exec|execdir|ok|okdir|fprint.*|fls)")),
          Map.entry("awk", Pattern.compile("(?s).*(?:system|[|>]|getline|close).*|-[fi].*")),
          Map.entry("yq", Pattern.compile("-[a-zA-Z]*i.*|--inplace.*")),
          Map.entry("rg", Pattern.compile("--pre.*")),
          Map.entry("less", Pattern.compile("-[oO].*|--log-file.*")),
          Map.entry("top", Pattern.compile("-[a-zA-Z]*W.*")),
          Map.entry("sar", Pattern.compile("-o.*")),
          Map.entry("ss", Pattern.compile("-[a-zA-Z]*[KD].*|--kill|--diag.*")),
          Map.entry("file", Pattern.compile("-[a-zA-Z]*C.*|--compile")),
          Map.entry("ping", Pattern.compile("-[a-zA-Z]*f.*")));

  /**
   * The verbs that look, behind options with their values; two words where the first is a group.
   */
  private static final Map<String, Pattern> VERBS =
      Map.ofEntries(
          verbs(
              "kubectl",
              "get|describe|logs|top|explain|version|cluster-info|api-resources|api-versions|diff|events|auth"
                  + " can-i|rollout (?:status|history)|config"
                  + " (?:view|get-contexts|current-context)"),
          verbs(
              "oc",
              "get|describe|logs|explain|version|whoami|status|events|rollout (?:status|history)"
                  + "|adm top|auth can-i"),
          verbs("helm", "list|ls|status|history|get|version|show|search"),
          verbs("docker", "ps|logs|inspect|images|stats|top|version|info|events|diff"),
          verbs("crictl", "ps|logs|inspect|inspecti|inspectp|images|stats|pods|info"),
          verbs(
              "systemctl", "status|is-active|is-enabled|is-failed|list-units|list-timers|show|cat"),
          verbs("git", "log|show|diff|status|blame|describe|rev-parse"),
          verbs(
              "aws",
              "[a-z0-9-]+ (?:describe|list|get|head|filter|lookup)-[a-z0-9-]+|s3 ls|logs tail|sts"
                  + " get-caller-identity"),
          verbs("gcloud", "(?:[a-z-]+ )+?(?:list|describe|read|get-value)"),
          verbs("az", "(?:[a-z-]+ )+?(?:list|show)"),
          verbs("terraform", "plan|show|validate|output|version|state (?:list|show)"),
          verbs("rabbitmqctl", "list_[a-z_]+|status|cluster_status|report|environment"),
          verbs("etcdctl", "get|member list|endpoint (?:health|status|hashkv)|alarm list|version"),
          verbs("consul", "members|info|catalog [a-z]+|operator raft list-peers"),
          verbs("nomad", "status|node status|alloc (?:status|logs)|job status"),
          verbs("vault", "status|list"),
          verbs("istioctl", "proxy-status|analyze|version|proxy-config [a-z]+"),
          verbs("ip", "(?:addr|address|a|link|route|r|neigh|rule)(?: (?:show|list|get)\\b.*)?$"),
          verbs("ceph", "status|-s|health|df|osd (?:tree|df|status)|pg stat|mon stat"),
          verbs(
              "nodetool",
              "status|info|tpstats|compactionstats|netstats|ring|describecluster|tablestats"),
          verbs("amtool", "alert(?: query.*)?$|silence query|check-config|config (?:show|routes)"),
          verbs("promtool", "check [a-z]+|query [a-z]+"));

  private static final Set<String> REDIS =
      Set.of(
          "get",
          "info",
          "ttl",
          "pttl",
          "llen",
          "lrange",
          "scan",
          "dbsize",
          "exists",
          "type",
          "ping",
          "hget",
          "hgetall",
          "hlen",
          "scard",
          "smembers",
          "zcard",
          "zrange",
          "strlen",
          "xlen",
          "xinfo",
          "mget",
          "time",
          "role");

  /** Options that are followed by a value of their own. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-n",
          "--namespace",
          "--context",
          "--cluster",
          "--kubeconfig",
          "--region",
          "--profile",
          "--project",
          "--subscription",
          "-H",
          "--host",
          "-M",
          "-C",
          "--endpoints",
          "-h",
          "-p",
          "-a",
          "-u",
          "--tls-cert",
          "--alertmanager.url",
          "-s",
          "-U",
          "-d",
          "--user");

  /** Those that are read by rules of their own. */
  private static final Set<String> OTHERS =
      Set.of(
          "sed",
          "curl",
          "psql",
          "mysql",
          "redis-cli",
          "service",
          "nginx",
          "kafka-consumer-groups",
          "kafka-topics");

  private KnownCommands() {}

  private static Map.Entry<String, Pattern> verbs(String program, String verbs) {
    return Map.entry(program, Pattern.compile("(?:" + verbs + ")(?: .*)?", Pattern.DOTALL));
  }

  /** Returns whether a word is a program that {@link #look} may let through. */
  static boolean isKnown(String word) {
    return ALWAYS.contains(word) || VERBS.containsKey(word) || OTHERS.contains(word);
  }

  static boolean look(String program, List<String> arguments) {
    String name = program.substring(program.lastIndexOf('/') + 1).replaceFirst("\\.sh$", "");
    if (ALWAYS.contains(name)) {
      Pattern writing = WRITING.get(name);
      return writing == null || arguments.stream().noneMatch(it -> writing.matcher(it).matches());
    }
    Pattern verbs = VERBS.get(name);
    if (verbs != null) {
      return verbs.matcher(String.join(" ", behindOptions(arguments))).matches();
    }
    return switch (name) {
      case "sed" -> sed(arguments);
      case "curl" -> CurlReading.looks(arguments);
      case "psql", "mysql" -> sqlOf(arguments);
      case "redis-cli" -> redis(behindOptions(arguments));
      case "service" -> arguments.size() == 2 && arguments.get(1).equals("status");
      case "nginx" -> arguments.equals(List.of("-t")) || arguments.equals(List.of("-T"));
      case "kafka-consumer-groups", "kafka-topics" ->
          arguments.stream().anyMatch(it -> it.equals("--describe") || it.equals("--list"))
              && arguments.stream()
                  .noneMatch(it -> it.matches("--(?:reset|delete|alter|create|execute).*"));
      default -> false;
    };
  }

  /** Lines that are printed; a script may also write, and run what it reads. */
  private static boolean sed(List<String> arguments) {
    return arguments.size() >= 2
        && arguments.get(0).equals("-n")
        && arguments.get(1).matches("[0-9,$]+p|/[^/]*/p|/[^/]*/,/[^/]*/p")
        && arguments.stream().skip(2).noneMatch(it -> it.startsWith("-"));
  }

  private static List<String> behindOptions(List<String> arguments) {
    int at = 0;
    while (at < arguments.size() && arguments.get(at).startsWith("-")) {
      at += WITH_VALUE.contains(arguments.get(at)) ? 2 : 1;
    }
    return arguments.subList(Math.min(at, arguments.size()), arguments.size());
  }

  private static boolean redis(List<String> words) {
    if (words.isEmpty()) {
      return false;
    }
    String two =
        String.join(" ", words.subList(0, Math.min(2, words.size()))).toLowerCase(Locale.ROOT);
    return REDIS.contains(words.getFirst().toLowerCase(Locale.ROOT))
        || Set.of(
                "slowlog get",
                "client list",
                "memory usage",
                "memory stats",
                "cluster info",
                "cluster nodes",
                "config get",
                "latency latest")
            .contains(two);
  }

  /** A client without a statement is a door to everything. */
  private static boolean sqlOf(List<String> arguments) {
    boolean any = false;
    for (int i = 0; i < arguments.size(); i++) {
      String option = arguments.get(i);
      if (option.matches("-[a-zA-Z]*f|--file.*|-o|--output.*|-L|--log-file.*|-v|--set.*")) {
        return false;
      }
      if (option.matches("-[a-zA-Z]*[ce]|--command|--execute")) {
        if (i + 1 >= arguments.size() || !SqlReading.looks(arguments.get(i + 1))) {
          return false;
        }
        any = true;
      } else if (option.matches("--(?:command|execute)=(?s:.*)")) {
        if (!SqlReading.looks(option.substring(option.indexOf('=') + 1))) {
          return false;
        }
        any = true;
      }
    }
    return any;
  }
}
