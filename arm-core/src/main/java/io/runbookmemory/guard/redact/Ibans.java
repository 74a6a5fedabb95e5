package io.runbookmemory.guard.redact;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * International bank account numbers: a country of the registry, its length, and check digits
 * modulo 97 (ISO 13616-1; SWIFT's IBAN registry), in one run or in groups of four.
 */
final class Ibans implements Recogniser {

  private static final String REGISTRY =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29"
          + "ES24FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30"
          + "KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24"
          + "PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29"
          + "VA22VG24XK20YE30";

  private static final Map<String, Integer> LENGTHS = new HashMap<>();

  static {
    for (int i = 0; i < REGISTRY.length(); i += 4) {
      LENGTHS.put(REGISTRY.substring(i, i + 2), Integer.valueOf(REGISTRY.substring(i + 2, i + 4)));
    }
  }

  @Override
  public @Nullable Finding at(String text, int at, int floor) {
    if (!looksLikeOne(text, at) || (at > floor && text.charAt(at - 1) == '_')) {
      return null;
    }
    Integer length = LENGTHS.get(text.substring(at, at + 2));
    if (length == null) {
      return null;
    }
    boolean grouped = Chars.is(text, at + 4, ' ');
    StringBuilder plain = new StringBuilder(length);
    int end = at;
    while (plain.length() < length && end < text.length()) {
      char c = text.charAt(end);
      if (grouped && plain.length() % 4 == 0 && plain.length() > 0 && c == ' ') {
        end++;
      } else if (grouped && plain.length() % 4 == 0 && plain.length() > 0) {
        if (text.charAt(end - 1) != ' ') {
          return null;
        }
      }
      if (!Chars.at(text, end, Chars.CAPITAL_OR_DIGIT)) {
        return null;
      }
      plain.append(text.charAt(end++));
    }
    boolean whole = plain.length() == length && !Chars.at(text, end, Chars.DIGIT | Chars.LETTER);
    return whole && checks(plain) ? new Finding(SecretKind.IBAN, at, end) : null;
  }

  private static boolean looksLikeOne(String text, int at) {
    return at + 15 <= text.length()
        && Chars.at(text, at + 1, Chars.CAPITAL_OR_DIGIT)
        && Chars.at(text, at + 1, Chars.LETTER)
        && Chars.at(text, at + 2, Chars.DIGIT)
        && Chars.at(text, at + 3, Chars.DIGIT);
  }

  private static boolean checks(CharSequence plain) {
    int rest = 0;
    for (int i = 0; i < plain.length(); i++) {
      int value = Character.digit(plain.charAt((i + 4) % plain.length()), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
  }
}
