package io.runbookmemory.guard;

import io.runbookmemory.memory.Memory;

/**
 * Takes secrets out of text. The one choke point: {@code remember} passes everything through here
 * before it is embedded or stored, {@code recall} every question. Implementations are thread-safe
 * and take linear time.
 */
@FunctionalInterface
public interface Redactor {

  /**
   * Returns a text with every secret replaced by a placeholder such as {@code [EMAIL_1]}.
   *
   * @param text any text
   * @return the same text if there is no secret in it; redacting again changes nothing
   */
  String redact(String text);

  /**
   * Returns the value of a named field with every secret replaced; of a field whose name says that
   * it holds one, such as {@code password}, nothing is left: an implementation that knows names
   * says so.
   *
   * @param name the field's name
   * @param value any text
   * @return the same text if there is no secret in it
   */
  default String redact(String name, String value) {
    return redact(value);
  }

  /**
   * Returns a redactor for texts that belong together: in all of them the same secret has the same
   * placeholder. For one thread, and short-lived, for it remembers what it replaced.
   *
   * @return this one, if its placeholders do not tell secrets apart
   */
  default Redactor together() {
    return this;
  }

  /**
   * Returns a memory with every text of it redacted: title, text, tags, addresses and all of its
   * content.
   *
   * @param memory any memory
   * @return the same memory if there is no secret in it
   */
  default Memory redact(Memory memory) {
    return io.runbookmemory.memory.json.MemoryJson.mapTexts(memory, together()::redact);
  }
}
