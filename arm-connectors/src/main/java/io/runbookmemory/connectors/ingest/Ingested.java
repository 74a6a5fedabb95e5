package io.runbookmemory.connectors.ingest;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Memory;
import java.util.List;
import java.util.Objects;

/** What became of one document: it was read, or it was refused and the rest goes on. */
public sealed interface Ingested {

  /**
   * Returns where the document stands.
   *
   * @return {@code file}, or {@code file:line}
   */
  String place();

  /**
   * A document that was read.
   *
   * @param memory the memory that it is, of version 0
   * @param place where it stands, as {@code file} or {@code file:line}
   * @param missing what documents of its kind say and this one does not, in plain words such as
   *     {@code root cause}
   */
  record Read(Memory memory, String place, List<String> missing) implements Ingested {

    /** Copies the list. */
    public Read {
      missing = List.copyOf(missing);
    }

    /**
     * Creates one that nothing is missing of.
     *
     * @param memory the memory that it is, of version 0
     * @param place where it stands, as {@code file} or {@code file:line}
     */
    public Read(Memory memory, String place) {
      this(memory, place, List.of());
    }
  }

  /**
   * A document that breaks a rule, or could not be had.
   *
   * @param place where it is wrong, as {@code file} or {@code file:line}
   * @param reason the field if there is one, the rule, and the value that broke it
   */
  record Refused(String place, String reason) implements Ingested {

    /** The place of a fault that knows it stands in front of its message; here it has its own. */
    static Refused of(ArmException fault) {
      String place = fault.subject();
      String message = Objects.toString(fault.getMessage(), "");
      String prefix = place + ": ";
      return new Refused(
          place, message.startsWith(prefix) ? message.substring(prefix.length()) : message);
    }

    /** A fault of a line, which knows the field, or the line's place, or neither. */
    static Refused at(String place, InvalidInputException fault) {
      return fault.subject().equals(place)
          ? of(fault)
          : new Refused(place, Objects.toString(fault.getMessage(), ""));
    }
  }
}
