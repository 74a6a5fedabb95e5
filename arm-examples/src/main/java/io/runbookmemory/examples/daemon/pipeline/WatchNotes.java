package io.runbookmemory.examples.daemon.pipeline;

import io.runbookmemory.examples.daemon.memory.Responder;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.deploy.WatchNote;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what came of which the authors of a deployment had asked to watch for it.
 *
 * @param responder whose incidents
 */
record WatchNotes(Responder responder) {

  private static final String BY = "daemon";

  /**
   * Writes it into what is open of a service, each once.
   *
   * @return the incident; null if none is open
   */
  @Nullable MemoryId write(@Nullable String service, List<WatchNote> notes, Instant now) {
    if (service == null) {
      return null;
    }
    Optional<JournalIncident> open =
        responder
            .incidents()
            .search(IncidentQuery.builder().service(service).open(true).build())
            .stream()
            .findFirst();
    open.ifPresent(incident -> notes.forEach(note -> write(incident, note, now)));
    return open.map(JournalIncident::id).orElse(null);
  }

  private void write(JournalIncident incident, WatchNote note, Instant now) {
    Memory memory = note.change().memory();
    JournalEvent.Watched watched =
        new JournalEvent.Watched(
            memory.id().toString(), memory.title(), note.change().at(), note.note(), note.until());
    boolean known = incident.entries().stream().map(JournalEntry::event).anyMatch(watched::equals);
    if (!known) {
      responder.incidents().write(incident.id(), watched, now, BY);
    }
  }
}
