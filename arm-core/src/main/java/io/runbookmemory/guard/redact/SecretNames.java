package io.runbookmemory.guard.redact;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of fields that hold a secret, however they are written: API_KEY, apiKey, api-key. Pure
 * and thread-safe.
 */
public final class SecretNames {

  /** What a name promises of its value. */
  enum Promise {
    /** It is a secret. */
    SECRET,
    /** It is a key of Azure. */
    AZURE_KEY,
    /** It is a secret if it looks random; a token may be a page's as well. */
    TOKEN,
    /** It is a scheme, and then a secret. */
    HEADER
  }

  private static final int LONGEST = 48;

  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "passwort",
          "pwd",
          "secret",
          "secretkey",
          "apikey",
          "accesskey",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "masterkey",
          "authtoken",
          "accesstoken",
          "refreshtoken",
          "sessiontoken",
          "idtoken",
          "apitoken",
          "bottoken",
          "privatetoken",
          "securitytoken");

  private static final Set<String> AZURE =
      Set.of("accountkey", "sharedaccesskey", "sharedaccesssignature");

  private static final Set<String> HARMLESS =
      Set.of("page", "next", "continuation", "sync", "cancellation", "max", "stop", "pad", "eos");

  /** Of a field alone: in prose and logs a pin is a board's, or a word's end. */
  private static final Pattern PIN =
      Pattern.compile("(?:.*[_-])?(?:pin|PIN|Pin)|.*[a-z0-9](?:Pin|PIN)");

  private SecretNames() {}

  /**
   * Returns whether a field holds a secret whatever its value is.
   *
   * @param name such as {@code dbPassword}, {@code API_KEY}, {@code authorization}
   * @return false for all other names
   */
  public static boolean isSecret(String name) {
    String plain = name.strip();
    return of(plain) != null || PIN.matcher(plain).matches();
  }

  /** Returns what the name promises that ends before an index, or null. */
  static @Nullable Promise before(String text, int end, int floor) {
    if (end - floor < 3 || !mayEnd(text.charAt(end - 2), text.charAt(end - 1))) {
      return null;
    }
    int begin = end;
    while (begin > floor && end - begin < LONGEST && Chars.at(text, begin - 1, Chars.BASE64_URL)) {
      begin--;
    }
    return of(text.substring(begin, end));
  }

  /** The last two letters of all names: of most others not even a copy is made. */
  private static boolean mayEnd(char first, char second) {
    return switch (second | 0x20) {
      case 'd' -> (first | 0x20) == 'r' || (first | 0x20) == 'w';
      case 'e' -> (first | 0x20) == 's' || (first | 0x20) == 'r';
      case 't' -> (first | 0x20) == 'e' || (first | 0x20) == 'r';
      case 'y' -> (first | 0x20) == 'e';
      case 'n' -> (first | 0x20) == 'e' || (first | 0x20) == 'o';
      default -> false;
    };
  }

  /** Returns what a name promises, or null. */
  static @Nullable Promise of(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    if (AZURE.stream().anyMatch(plain::endsWith)) {
      return Promise.AZURE_KEY;
    }
    if (SECRETS.stream().anyMatch(plain::endsWith)) {
      return Promise.SECRET;
    }
    if (plain.endsWith("authorization")) {
      return Promise.HEADER;
    }
    boolean token = plain.endsWith("token");
    return token && HARMLESS.stream().noneMatch(kind -> plain.endsWith(kind + "token"))
        ? Promise.TOKEN
        : null;
  }
}
