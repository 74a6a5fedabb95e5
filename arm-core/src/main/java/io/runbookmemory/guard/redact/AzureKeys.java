package io.runbookmemory.guard.redact;

import org.jspecify.annotations.Nullable;

/**
 * Client secrets of Entra ID, which hold {@code 8Q~} behind three characters, and keys of storage
 * accounts: 512 bits in Base64 with {@code +ASt} at character 76. Microsoft's definitions:
 * https://learn.microsoft.com/purview/sit-defn-azure-ad-client-secret and
 * https://learn.microsoft.com/purview/sit-defn-azure-storage-account-key
 */
final class AzureKeys implements Recogniser {

  private static final int BEFORE_MARK = 5;
  private static final int LEAST_AFTER = 31;
  private static final int MOST_AFTER = 34;
  private static final int KEY = 86;
  private static final int BEHIND_MARK = 10;

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    return text.charAt(at) == '~' ? clientSecret(text, at, floor) : accountKey(text, at, floor);
  }

  private static @Nullable Finding clientSecret(String text, int tilde, int floor) {
    int start = tilde - BEFORE_MARK;
    if (start < floor || text.charAt(tilde - 1) != 'Q' || !Chars.at(text, tilde - 2, Chars.DIGIT)) {
      return null;
    }
    int end = tilde + 1;
    while (end < text.length() && isSecret(text.charAt(end)) && end - tilde <= MOST_AFTER) {
      end++;
    }
    boolean begins = start == floor || !isSecret(text.charAt(start - 1));
    for (int i = start; i < tilde - 2; i++) {
      begins &= isSecret(text.charAt(i));
    }
    return begins && end - tilde - 1 >= LEAST_AFTER
        ? new Finding(SecretKind.AZURE_KEY, start, end)
        : null;
  }

  private static boolean isSecret(char c) {
    return c == '~' || Chars.in(Chars.DOTTED, c);
  }

  private static @Nullable Finding accountKey(String text, int equals, int floor) {
    int start = equals - KEY;
    if (start < floor
        || !Chars.is(text, equals + 1, '=')
        || !text.startsWith("+ASt", equals - BEHIND_MARK)) {
      return null;
    }
    return Chars.begin(text, equals, Chars.BASE64, start) == start
        ? new Finding(SecretKind.AZURE_KEY, start, equals + 2)
        : null;
  }
}
