package io.runbookmemory.connectors.ticket;

import io.runbookmemory.error.InvalidInputException;
import java.util.regex.Pattern;

/** Holds ids to their form: one that is none could be a path or a query. */
record TicketId(Pattern form, String example) {

  String checked(String id) {
    if (!form.matcher(id).matches()) {
      throw new InvalidInputException("id", "must look like " + example + ", got " + id);
    }
    return id;
  }
}
