package io.runbookmemory.oncall.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads shell lines for whether all of their commands only look. */
final class ShellReading {

  private static final int DEEPEST = 5;

  private static final Pattern PROMPT = Pattern.compile("(?m)^\\s*(?:\\$|[\\w.@-]+[$]) +(?=\\S)");
  private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|(?<=\\s))#.*$");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*");

  /** A line that is not over at its end. */
  private static final Pattern GOES_ON =
      Pattern.compile("(?:\\b(?:do|then|else)|[|&{(])\\s*$|<<|\\bfor\\b|\\bwhile\\b|\\bif\\b");

  private static final Pattern JOINT = Pattern.compile("[;&|`(]+");
  private static final Pattern TO_A_FILE = Pattern.compile("(?<![\\w-])>+ ?[/~$.\\w]");

  /** What acts and is often typed: no first words of output. */
  private static final Set<String> ACTING =
      Set.of(
          "rm",
          "mv",
          "cp",
          "ln",
          "dd",
          "kill",
          "pkill",
          "killall",
          "reboot",
          "shutdown",
          "halt",
          "sudo",
          "su",
          "ssh",
          "scp",
          "rsync",
          "chmod",
          "chown",
          "mount",
          "umount",
          "mkfs",
          "tee",
          "truncate",
          "bash",
          "sh",
          "python",
          "python3",
          "perl",
          "apt",
          "apt-get",
          "yum",
          "dnf",
          "make",
          "ansible",
          "ansible-playbook",
          "iptables",
          "sysctl",
          "export",
          "crontab",
          "nohup",
          "kubeadm",
          "docker-compose",
          "mongo",
          "mongosh",
          "pg_ctl",
          "patronictl",
          "dropdb",
          "eval",
          "exec",
          "watch",
          "timeout",
          "xargs",
          "do",
          "done",
          "then",
          "curl",
          "wget");

  private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\(([^()]*)\\)|`([^`]*)`");

  /** What goes nowhere: to another stream or to nothing. */
  private static final Pattern HARMLESS_REDIRECTION =
      Pattern.compile("(?:[0-9]|&)?>>? ?(?:&[0-9-]|/dev/null(?!\\w))");

  private ShellReading() {}

  static boolean looks(String code) {
    String lines = typed(code.replaceAll("\\\\\\R", " "));
    // A line behind "# " is a comment, or typed at root's prompt: where there is no other, it acts.
    String commands = PROMPT.matcher(lines).replaceAll("");
    return looks(COMMENT.matcher(commands).replaceAll(""), 0);
  }

  /**
   * Returns the lines behind a prompt, where some are and the others are their output. Where one of
   * the others may have been typed, or a prompt's line goes on below, all of them.
   */
  private static String typed(String lines) {
    Map<Boolean, List<String>> prompted =
        lines.lines().collect(Collectors.partitioningBy(it -> PROMPT.matcher(it).lookingAt()));
    List<String> behind = prompted.getOrDefault(true, List.of());
    boolean mixed =
        behind.isEmpty()
            || behind.stream().anyMatch(it -> GOES_ON.matcher(it).find())
            || prompted.getOrDefault(false, List.of()).stream().anyMatch(ShellReading::mayBeTyped);
    return mixed ? lines : String.join("\n", behind);
  }

  private static boolean mayBeTyped(String line) {
    return TO_A_FILE.matcher(line).find()
        || JOINT.splitAsStream(line).anyMatch(ShellReading::beginsAsACommand);
  }

  private static boolean beginsAsACommand(String piece) {
    String first = piece.strip().split("\\s+", 2)[0];
    return first.startsWith("./")
        || first.startsWith(">")
        || first.matches("[A-Z][A-Z0-9_]*=.*")
        || ACTING.contains(first)
        || KnownCommands.isKnown(first);
  }

  private static boolean looks(String line, int depth) {
    String rest = line;
    Matcher inner = SUBSTITUTION.matcher(rest);
    while (inner.find()) {
      String command = Optional.ofNullable(inner.group(1)).orElse(inner.group(2));
      if (depth >= DEEPEST || !looks(command, depth + 1)) {
        return false;
      }
      rest = rest.substring(0, inner.start()) + "substituted" + rest.substring(inner.end());
      inner = SUBSTITUTION.matcher(rest);
    }
    boolean any = false;
    for (List<String> command :
        ShellWords.commands(HARMLESS_REDIRECTION.matcher(rest).replaceAll(""))) {
      any = true;
      if (!commandLooks(command)) {
        return false;
      }
    }
    return any;
  }

  private static boolean commandLooks(List<String> words) {
    int first = 0;
    while (first < words.size() && ASSIGNMENT.matcher(words.get(first)).matches()) {
      first++;
    }
    List<String> command = words.subList(first, words.size());
    if (command.isEmpty()) {
      return true;
    }
    String program = command.getFirst();
    List<String> arguments = command.subList(1, command.size());
    return switch (program) {
      case "for", "done", "fi" -> true;
      case "do", "then", "else", "if", "while", "!" -> commandLooks(arguments);
      case "kubectl", "oc" -> execLooks(program, arguments);
      case "watch" -> commandLooks(behindInterval(arguments));
      case "sudo", "time", "xargs" -> !startsWithOption(arguments) && commandLooks(arguments);
      case "timeout" ->
          arguments.size() > 1
              && !startsWithOption(arguments)
              && commandLooks(arguments.subList(1, arguments.size()));
      default -> KnownCommands.look(program, arguments);
    };
  }

  /** What is run inside a container looks if it would look outside. */
  private static boolean execLooks(String program, List<String> arguments) {
    int dashes = arguments.indexOf("--");
    return arguments.contains("exec")
        ? dashes >= 0
            && dashes + 1 < arguments.size()
            && commandLooks(arguments.subList(dashes + 1, arguments.size()))
        : KnownCommands.look(program, arguments);
  }

  private static List<String> behindInterval(List<String> arguments) {
    int at = 0;
    while (at < arguments.size() && arguments.get(at).startsWith("-")) {
      at += arguments.get(at).equals("-n") ? 2 : 1;
    }
    return arguments.subList(Math.min(at, arguments.size()), arguments.size());
  }

  private static boolean startsWithOption(List<String> arguments) {
    return arguments.isEmpty() || arguments.getFirst().startsWith("-");
  }
}
