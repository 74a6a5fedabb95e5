package io.runbookmemory.guard;

import io.runbookmemory.guard.redact.RedactionRules;
import io.runbookmemory.guard.redact.SecretKind;
import io.runbookmemory.guard.redact.SecretNames;
import io.runbookmemory.guard.redact.SecretScanner;
import io.runbookmemory.guard.redact.replace.Numbering;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.text.Placeholder;

/**
 * Recognises secrets by their shape: the published formats of keys and tokens, credentials in
 * headers, addresses and assignments, private keys, card numbers, and what tells who or where
 * somebody is: e-mail and IP addresses, telephone numbers, IBANs, names of a list. What has no
 * shape of its own (a password in plain prose) it cannot see. Hostile text costs linear time.
 * Immutable, thread-safe.
 */
public final class PatternRedactor implements Redactor {

  private final SecretScanner scanner;

  /** Creates the redactor with all kinds; nothing is allowed, and no names are known. */
  public PatternRedactor() {
    this(RedactionRules.builder().build());
  }

  /**
   * Creates a redactor.
   *
   * @param rules what it takes for a secret
   */
  public PatternRedactor(RedactionRules rules) {
    this.scanner = new SecretScanner(rules);
  }

  /**
   * Returns a redactor of credentials: it leaves e-mail and IP addresses, telephone numbers, IBANs
   * and names, so that a question may hold them.
   *
   * @return a new one
   */
  public static PatternRedactor credentials() {
    return new PatternRedactor(RedactionRules.builder().credentialsOnly().build());
  }

  @Override
  public String redact(String text) {
    return new Numbering(scanner).redact(text);
  }

  @Override
  public String redact(String name, String value) {
    return together().redact(name, value);
  }

  @Override
  public Redactor together() {
    return new Together(new Numbering(scanner));
  }

  /** {@inheritDoc} Placeholders that it holds already keep their numbers for themselves. */
  @Override
  public Memory redact(Memory memory) {
    Numbering numbering = new Numbering(scanner);
    MemoryJson.mapTexts(
        memory,
        (name, text) -> {
          numbering.reserve(text);
          return text;
        });
    return MemoryJson.mapTexts(memory, new Together(numbering)::redact);
  }

  private record Together(Numbering numbering) implements Redactor {

    @Override
    public String redact(String text) {
      return numbering.redact(text);
    }

    @Override
    public String redact(String name, String value) {
      boolean nothing = value.isEmpty() || Placeholder.lengthAt(value, 0) == value.length();
      return !nothing && SecretNames.isSecret(name)
          ? numbering.placeholder(SecretKind.SECRET, value)
          : numbering.redact(value);
    }
  }
}
