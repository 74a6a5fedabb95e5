package io.runbookmemory.examples.remedy.later;

import io.runbookmemory.tool.record.RecordJson;
import java.util.UUID;

/**
 * What became of a follow-up.
 *
 * @param version of this form, 1
 * @param followUp the entry's id
 * @param words what was done
 */
record Done(int version, String followUp, String words) {

  static final RecordJson<Done> JSON = RecordJson.of(Done.class);

  Done(int version, UUID followUp, String words) {
    this(version, followUp.toString(), words);
  }

  UUID of() {
    return UUID.fromString(followUp);
  }
}
