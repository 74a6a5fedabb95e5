package io.runbookmemory.connectors.origin;

import io.runbookmemory.connectors.ingest.Ingested;
import io.runbookmemory.connectors.ticket.FiledTicket;
import io.runbookmemory.connectors.ticket.Ticket;
import io.runbookmemory.connectors.ticket.TicketArchive;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.remember.capture.Captured;
import io.runbookmemory.remember.capture.RuleExtractor;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tickets of a tracker, each an incident under the ticket's own id. Its symptom is title and
 * description, its text these and the notes. What the tracker has fields for is taken from them:
 * times, severity, services, what ended it; root cause, attempts and a missing resolution from what
 * description and notes are understood to say. A text of strangers is trusted as {@link
 * TrustTier#EXTERNAL}. Thread-safe.
 */
public final class Tickets implements Origin {

  private static final int LONGEST_TITLE = 200;

  private final TicketArchive archive;
  private final String filter;
  private final MemoryJson.Defaults defaults;
  private final RuleExtractor extractor = new RuleExtractor();

  /**
   * Creates the incidents of an archive.
   *
   * @param archive where tickets are
   * @param filter what narrows the archive down, or empty: another filter is read from its begin
   * @param defaults tenant, source, time of creation and the allowed environments
   */
  public Tickets(TicketArchive archive, String filter, MemoryJson.Defaults defaults) {
    this.archive = archive;
    this.filter = filter;
    this.defaults = defaults;
  }

  @Override
  public String source() {
    return defaults.source();
  }

  /** A filter may be longer than a cursor's name. */
  @Override
  public String cursor() {
    return filter.isEmpty() ? source() : source() + "?" + MemoryId.named("filter", filter);
  }

  @Override
  public void read(@Nullable Instant since, Consumer<Found> each) {
    archive.changed(
        since, filed -> each.accept(new Found(document(filed), filed.ticket().updated())));
  }

  private Ingested document(FiledTicket filed) {
    Ticket ticket = filed.ticket();
    String place = ticket.url().toString();
    if (ticket.id().isBlank()) {
      return new Ingested.Refused(place, "must have an id: may these credentials read it?");
    }
    return new Ingested.Read(memory(filed), place);
  }

  private Memory memory(FiledTicket filed) {
    Ticket ticket = filed.ticket();
    String text = text(ticket);
    Instant begun = Objects.requireNonNullElse(ticket.created(), defaults.at());
    List<String> services = filed.services();
    Scope scope =
        Scope.of(defaults.tenant()).withService(services.isEmpty() ? null : services.getFirst());
    Captured told = extractor.extract(text, scope, begun);
    Incident.Builder incident =
        Incident.builder(symptom(ticket))
            .openedAt(ticket.created())
            .resolvedAt(filed.resolved())
            .resolution(filed.resolution())
            .affectedServices(services.stream().skip(1).toList());
    told.incident()
        .ifPresent(
            heard ->
                incident
                    .alertName(heard.alertName().orElse(null))
                    .rootCause(heard.rootCause().orElse(null))
                    .resolution(
                        Objects.requireNonNullElseGet(
                            filed.resolution(), () -> heard.resolution().orElse("")))
                    .attempts(heard.attempts()));
    return Memory.builder(
            MemoryId.named(defaults.source(), ticket.id()),
            told.scope(),
            title(ticket),
            withoutBlank(incident.build()),
            begun)
        .text(text)
        .severity(filed.severity())
        .tags(filed.labels())
        .happenedAt(begun)
        .provenance(
            new Provenance(
                defaults.source(), ticket.id(), ticket.url().toString(), TrustTier.EXTERNAL))
        .build();
  }

  private static Incident withoutBlank(Incident incident) {
    return incident.resolution().filter(String::isBlank).isEmpty()
        ? incident
        : incident.toBuilder().resolution(null).build();
  }

  private static String title(Ticket ticket) {
    String line = ticket.title().replaceAll("\\s+", " ").strip();
    return line.isEmpty() ? ticket.id() : line.substring(0, Math.min(LONGEST_TITLE, line.length()));
  }

  private static String symptom(Ticket ticket) {
    return Stream.of(ticket.title(), ticket.description())
        .filter(part -> !part.isBlank())
        .map(String::strip)
        .collect(Collectors.joining("\n\n"));
  }

  private static String text(Ticket ticket) {
    String notes =
        ticket.notes().stream()
            .map(note -> note.text().strip())
            .filter(note -> !note.isEmpty())
            .collect(Collectors.joining("\n\n"));
    String text =
        Stream.of(symptom(ticket), notes)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("\n\n"));
    return text.isEmpty() ? ticket.id() : text;
  }
}
