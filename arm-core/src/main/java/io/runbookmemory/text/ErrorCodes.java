package io.runbookmemory.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Knows error codes by their form, or by the words that lead up to a number. */
final class ErrorCodes {

  // ORA-00060, TNS-12541, MY-010116: products that number their messages with five digits or six.
  private static final Pattern MESSAGE =
      Pattern.compile("[A-Z]{2,8}+-[0-9]{5,6}+|(?i:ora|tns|pls|rman)-[0-9]{5}+");

  // NoSuchElementException, of Java, .NET, Python or an AWS API, with or without its package;
  // OutOfMemoryError too, but where nothing follows that makes it one it may be an alert.
  private static final Pattern EXCEPTION =
      Pattern.compile("(?:[a-z][a-z0-9_]*\\.)*+(([A-Z][A-Za-z0-9]{1,80}?)(Exception|Error))");

  /** Built into Java, .NET or Python: they say that something failed, and nothing of what. */
  private static final Set<String> PLAIN =
      Set.of(
          ("Argument Arithmetic Assertion Attribute ClassCast IllegalArgument IllegalState Import"
                  + " Index IndexOutOfBounds Interrupted InvalidOperation IO Key Lookup Name"
                  + " NullPointer NullReference NumberFormat Reference Runtime Syntax Timeout Type"
                  + " UnsupportedOperation Value")
              .split(" "));

  // What brokers, RPC systems and data stores return: INTERNAL_ERROR, DEADLINE_EXCEEDED.
  private static final Pattern SYMBOL =
      Pattern.compile(
          "ERR_[A-Z0-9_]{3,60}|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_(?:ERROR|EXCEPTION|FAILED|FAILURE"
              + "|EXCEEDED|EXHAUSTED|UNAVAILABLE|DENIED|REFUSED|EXPIRED|NOT_FOUND|ABORTED)");

  private static final Pattern E_NUMBER = Pattern.compile("E[0-9]{3,5}+");

  // The prefix of a klog line of level error: E0312 12:15:18.635452.
  private static final Pattern KLOG_TIME = Pattern.compile("\\s[0-9]{2}:.*", Pattern.DOTALL);
  private static final int KLOG_LOOK_AHEAD = 4;

  private static final Pattern HTTP_ERROR = Pattern.compile("[45][0-9]{2}");
  private static final Pattern HTTP_GLUED = Pattern.compile("(?i:http)[-_]?[45][0-9]{2}");
  private static final Pattern HTTP_VERSION = Pattern.compile("[123][01]?");
  private static final Pattern SQL_STATE = Pattern.compile("[0-9A-Z]{5}");

  // 1 is what every program ends with that has failed, and tells none apart.
  private static final Pattern EXIT_CODE = Pattern.compile("[2-9]|[1-9][0-9]{1,2}+");

  private static final Set<String> STATUS =
      Set.of("http", "status", "statuscode", "httpstatus", "httpstatuscode", "responsecode");

  // What numbers are called in their normal form, and the words of which one leads up to each.
  private static final String EXIT = "exit code ";
  private static final String HTTP = "HTTP ";
  private static final String STATE = "SQLSTATE ";
  private static final Map<String, List<String>> LEADS =
      Map.of(
          EXIT, List.of("exit", "exited", "exitcode", "exitstatus"),
          HTTP, Stream.concat(STATUS.stream(), Stream.of("response")).toList(),
          STATE, List.of("sqlstate", "state"));

  /** Why Kubernetes says that a container waits or has ended. */
  private static final Set<String> CONTAINER_REASONS =
      Set.of(
          "OOMKilled",
          "CrashLoopBackOff",
          "ImagePullBackOff",
          "ErrImagePull",
          "ErrImageNeverPull",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError",
          "ContainerCannotRun");

  /** POSIX.1-2024, errno.h, and those of Linux that are seen in practice. */
  private static final Set<String> ERRNO =
      Set.of(
          ("E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF EBADMSG EBUSY"
                  + " ECANCELED ECHILD ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDESTADDRREQ"
                  + " EDOM EDQUOT EEXIST EFAULT EFBIG EHOSTUNREACH EIDRM EILSEQ EINPROGRESS EINTR"
                  + " EINVAL EIO EISCONN EISDIR ELOOP EMFILE EMLINK EMSGSIZE ENAMETOOLONG ENETDOWN"
                  + " ENETRESET ENETUNREACH ENFILE ENOBUFS ENODEV ENOENT ENOEXEC ENOLCK ENOMEM"
                  + " ENOMSG ENOPROTOOPT ENOSPC ENOSYS ENOTCONN ENOTDIR ENOTEMPTY ENOTRECOVERABLE"
                  + " ENOTSOCK ENOTSUP ENOTTY ENXIO EOPNOTSUPP EOVERFLOW EOWNERDEAD EPERM EPIPE"
                  + " EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EROFS ESOCKTNOSUPPORT ESPIPE ESRCH"
                  + " ESTALE ETIMEDOUT ETXTBSY EWOULDBLOCK EXDEV EHOSTDOWN ENOMEDIUM EREMOTEIO"
                  + " EAI_AGAIN ENOTFOUND ESHUTDOWN")
              .split(" "));

  private ErrorCodes() {}

  static boolean isContainerReason(String word) {
    return CONTAINER_REASONS.contains(word);
  }

  /** Returns the words of a code in its normal form; every text that has it holds one entry. */
  static List<String> spellings(String code) {
    int number = code.lastIndexOf(' ') + 1;
    return LEADS.getOrDefault(code.substring(0, number), List.of("")).stream()
        .map(lead -> lead + " " + code.substring(number))
        .toList();
  }

  static Optional<String> of(Mention mention) {
    String word = mention.word();
    if (isContainerReason(word) || ERRNO.contains(word) || isENumber(mention)) {
      return Optional.of(word);
    }
    Optional<String> exception = exception(mention);
    if (exception.isPresent()) {
      return exception;
    }
    if (SYMBOL.matcher(word).matches()) {
      return Optional.of(word);
    }
    if (MESSAGE.matcher(word).matches()) {
      return Optional.of(word.toUpperCase(Locale.ROOT));
    }
    if (HTTP_GLUED.matcher(word).matches()) {
      return Optional.of(HTTP + word.substring(word.length() - 3));
    }
    if (EXIT_CODE.matcher(word).matches() && isAfterExit(mention)) {
      return Integer.parseInt(word) < 256 ? Optional.of(EXIT + word) : Optional.empty();
    }
    if (HTTP_ERROR.matcher(word).matches() && isAfterStatus(mention)) {
      return Optional.of(HTTP + word);
    }
    if (SQL_STATE.matcher(word).matches() && isAfterSqlState(mention)) {
      return Optional.of(STATE + word);
    }
    return Optional.empty();
  }

  private static Optional<String> exception(Mention mention) {
    Matcher matcher = EXCEPTION.matcher(mention.word());
    return matcher.matches()
            && !PLAIN.contains(matcher.group(2))
            && (matcher.group(3).equals("Exception")
                || mention.precedes(":")
                || matcher.start(1) > 0)
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  private static boolean isENumber(Mention mention) {
    if (!E_NUMBER.matcher(mention.word()).matches()) {
      return false;
    }
    String text = mention.text();
    int end = Math.min(text.length(), mention.end() + KLOG_LOOK_AHEAD);
    return !KLOG_TIME.matcher(text.substring(mention.end(), end)).matches();
  }

  /** "exit code 137", "exit status 1", "exitCode: 137", "exited with code 137", "Exited (137)". */
  private static boolean isAfterExit(Mention mention) {
    String last = mention.previous(0);
    if (last.equals("exitcode") || last.equals("exitstatus") || last.equals("exited")) {
      return true;
    }
    String verb = mention.previous(mention.previous(1).equals("with") ? 2 : 1);
    return (last.equals("code") || last.equals("status"))
        && (verb.equals("exit") || verb.equals("exited"));
  }

  /** "HTTP 503", "HTTP/1.1 503", "status: 503", "status code 503", "statusCode=503". */
  private static boolean isAfterStatus(Mention mention) {
    String last = mention.previous(0);
    String before = mention.previous(1);
    return STATUS.contains(last)
        || (last.equals("code") && (STATUS.contains(before) || before.equals("response")))
        || (before.equals("http")
            && (last.equals("error") || HTTP_VERSION.matcher(last).matches()));
  }

  private static boolean isAfterSqlState(Mention mention) {
    String last = mention.previous(0);
    return last.equals("sqlstate") || (last.equals("state") && mention.previous(1).equals("sql"));
  }
}
