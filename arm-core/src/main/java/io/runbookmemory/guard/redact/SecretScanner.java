package io.runbookmemory.guard.redact;

import io.runbookmemory.text.Placeholder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes once over a text and finds its secrets. Only where a character gives cause, or the first one
 * of a word, are the recognisers asked that wait for it; all other characters cost one look-up in a
 * table. Each recogniser looks around within a bound or consumes what it reads, so the whole is
 * linear in the length of the text, hostile or not. Immutable, thread-safe.
 */
public final class SecretScanner {

  private static final Recogniser[] NOBODY = {};
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final Recogniser[][] waiting = new Recogniser[128][];
  private final @Nullable Recogniser names;
  private final RedactionRules rules;

  /**
   * Creates a scanner.
   *
   * @param rules what it takes for a secret
   */
  public SecretScanner(RedactionRules rules) {
    this.rules = rules;
    this.names = rules.names().isEmpty() ? null : new Names(rules.names());
    Arrays.fill(waiting, NOBODY);
    Tokens tokens = new Tokens();
    WebTokens webTokens = new WebTokens();
    PrivateKeys privateKeys = new PrivateKeys();
    AzureKeys azureKeys = new AzureKeys();
    Recogniser known = first(tokens, webTokens, privateKeys);
    if (names != null) {
      await(names, LETTERS);
    }
    await(tokens, tokens.triggers());
    await(webTokens, "e");
    await(new Bearers(known), "bB");
    await(new UrlPasswords(known), ":");
    await(azureKeys, "=~");
    await(new Assignments(known), ":=>");
    await(privateKeys, "-");
    await(new Flags(known), "-");
    await(new Cards(), "23456");
    identities();
  }

  private void identities() {
    if (rules.finds(SecretKind.IP)) {
      await(new Ipv4(rules.allowedNetworks()), "123456789");
      await(new Ipv6(rules.allowedNetworks()), ":");
    }
    if (rules.finds(SecretKind.EMAIL)) {
      await(new Emails(rules.allowedHosts()), "@%");
    }
    if (rules.finds(SecretKind.PHONE)) {
      await(new Phones(), "+(0123456789");
    }
    if (rules.finds(SecretKind.IBAN)) {
      await(new Ibans(), LETTERS.substring(0, 26));
    }
  }

  private static Recogniser first(Recogniser... recognisers) {
    return (text, at, floor) -> {
      for (Recogniser recogniser : recognisers) {
        Finding finding = at < text.length() ? recogniser.at(text, at, floor) : null;
        if (finding != null) {
          return finding;
        }
      }
      return null;
    };
  }

  private void await(Recogniser recogniser, String triggers) {
    for (int i = 0; i < triggers.length(); i++) {
      char c = triggers.charAt(i);
      Recogniser[] more = Arrays.copyOf(waiting[c], waiting[c].length + 1);
      more[more.length - 1] = recogniser;
      waiting[c] = more;
    }
  }

  /**
   * Returns the secrets of a text.
   *
   * @param text any text
   * @return in their order, none over another; empty if there are none
   */
  public List<Finding> find(String text) {
    List<Finding> found = null;
    int length = text.length();
    int floor = 0;
    int at = 0;
    while (at < length) {
      char c = text.charAt(at);
      int placeholder = c == '[' ? Placeholder.lengthAt(text, at) : 0;
      if (placeholder > 0) {
        at += placeholder;
        floor = at;
        continue;
      }
      Finding finding = c < 128 ? ask(waiting[c], text, at, floor) : beyondAscii(text, at, floor);
      if (finding != null) {
        found = found == null ? new ArrayList<>() : found;
        found.add(finding);
        at = finding.end();
        floor = at;
      } else {
        at = Chars.alphanumeric(c) ? Chars.end(text, at, Chars.DIGIT | Chars.LETTER) : at + 1;
      }
    }
    return found == null ? List.of() : found;
  }

  /**
   * Returns where a private key begins that has no end yet: more of the text must be read.
   *
   * @param text the beginning of a longer text
   * @return an index, or -1 if no key is cut
   */
  public static int openKey(String text) {
    return PrivateKeys.open(text);
  }

  private @Nullable Finding ask(Recogniser[] recognisers, String text, int at, int floor) {
    for (Recogniser recogniser : recognisers) {
      Finding finding = recogniser.at(text, at, floor);
      if (finding != null && rules.finds(finding.kind())) {
        return finding;
      }
    }
    return null;
  }

  private @Nullable Finding beyondAscii(String text, int at, int floor) {
    return names == null ? null : names.at(text, at, floor);
  }
}
