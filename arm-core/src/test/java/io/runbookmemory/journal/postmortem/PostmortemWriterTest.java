package io.runbookmemory.journal.postmortem;

import static io.runbookmemory.tool.ToolEffect.READ_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.guard.PatternRedactor;
import io.runbookmemory.journal.ActResult;
import io.runbookmemory.journal.IncidentJournal;
import io.runbookmemory.journal.IncidentQuery;
import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalEvent;
import io.runbookmemory.journal.JournalIncident;
import io.runbookmemory.journal.JournalPolicy;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerStream;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PostmortemWriterTest {

  private static final PostmortemWriter WRITER = new PostmortemWriter();
  private static final EntryFilter ALL = EntryFilter.of(new LedgerStream("incidents"));

  private static IncidentJournal journal(Ledger ledger) {
    return new IncidentJournal(ledger, new PatternRedactor(), JournalPolicy.DEFAULT, new Random(7));
  }

  /** Writes a script, a minute between events, into a ledger of its own. */
  private static Ledger played(List<JournalEvent> script) {
    return played(script, i -> ScriptedIncidents.BEGIN.plus(Duration.ofMinutes(i)));
  }

  private static Ledger played(List<JournalEvent> script, IntFunction<Instant> when) {
    Ledger ledger = new ExactMemoryStore().ledger(Tenant.DEFAULT);
    IncidentJournal journal = journal(ledger);
    JournalEvent.Opened opened = (JournalEvent.Opened) script.getFirst();
    JournalIncident incident = opening(journal, opened);
    for (int i = 1; i < script.size(); i++) {
      journal.write(incident.id(), script.get(i), when.apply(i), "ann");
    }
    return ledger;
  }

  private static JournalIncident opening(IncidentJournal journal, JournalEvent.Opened opened) {
    if (opened.alert() == null) {
      return journal.open(opened, ScriptedIncidents.BEGIN, "ann");
    }
    Alert alert =
        new Alert(
            Map.of("alertname", opened.alert().name()),
            Map.of("summary", opened.title(), "description", opened.symptom()),
            ScriptedIncidents.BEGIN);
    return journal
        .open(alert, opened.place(), ScriptedIncidents.BEGIN.plusSeconds(30), "am")
        .incident();
  }

  private static JournalIncident only(Ledger ledger) {
    return journal(ledger).search(IncidentQuery.builder().build()).getFirst();
  }

  private static PostmortemDraft draft(int script) {
    return WRITER.write(only(played(ScriptedIncidents.all().get(script))));
  }

  private static List<String> texts(PostmortemDraft draft, PostmortemSection section) {
    return draft.in(section).stream().map(line -> line.kind() + " " + line.text()).toList();
  }

  @Test
  void everyLineOfTenIncidentsCitesAnEntryOrIsAGap() {
    for (List<JournalEvent> script : ScriptedIncidents.all()) {
      JournalIncident incident = only(played(script));
      Set<Long> there =
          incident.entries().stream().map(JournalEntry::position).collect(Collectors.toSet());
      PostmortemDraft draft = WRITER.write(incident);

      assertThat(draft.statements())
          .allMatch(line -> there.containsAll(line.sources()))
          .allMatch(line -> line.kind() == Statement.Kind.GAP || !line.sources().isEmpty());
      assertThat(draft.citations())
          .extracting(Citation::position)
          .containsExactlyInAnyOrderElementsOf(there);
    }
  }

  /** The property that makes a draft trustworthy: what no entry says any more is not said. */
  @Test
  void aLineVanishesWithTheEntryThatSaidIt() {
    int vanished = 0;
    for (List<JournalEvent> script : ScriptedIncidents.all()) {
      vanished += vanished(played(script));
    }
    assertThat(vanished).isGreaterThan(100);
  }

  /** All that is said in one moment, and the last of it of before the harm began. */
  @Test
  void aLineVanishesWithItsEntryThoughAllWereOfOneMomentAndOneOfBeforeTheHarm() {
    Instant moment = ScriptedIncidents.BEGIN.plus(Duration.ofMinutes(5));
    Instant before = ScriptedIncidents.BEGIN.minus(Duration.ofMinutes(10));
    int vanished = 0;
    for (List<JournalEvent> script : ScriptedIncidents.all()) {
      vanished += vanished(played(script, i -> moment));
      vanished += vanished(played(script, i -> i == script.size() - 1 ? before : moment));
    }
    assertThat(vanished).isGreaterThan(200);
  }

  private static int vanished(Ledger ledger) {
    JournalIncident whole = only(ledger);
    PostmortemDraft full = WRITER.write(whole);
    int vanished = 0;
    for (JournalEntry gone : whole.entries()) {
      if (gone.event() instanceof JournalEvent.Opened) {
        assertThat(journal(without(ledger, gone)).search(IncidentQuery.builder().build()))
            .as("%s without its beginning", full.title())
            .isEmpty();
        vanished += full.statements().size();
        continue;
      }
      PostmortemDraft less = WRITER.write(only(without(ledger, gone)));
      for (Statement line : full.statements()) {
        if (line.sources().contains(gone.position())
            && full.statements().stream().filter(one -> same(one, line)).count() == 1) {
          assertThat(less.statements())
              .as("%s without %s", full.title(), gone)
              .noneMatch(one -> same(one, line));
          vanished++;
        }
      }
      assertThat(less.in(PostmortemSection.TIMELINE))
          .hasSize(full.in(PostmortemSection.TIMELINE).size() - 1);
    }
    return vanished;
  }

  @Test
  void whatIsSaidOfOneMomentIsCitedByTheEntryThatSaysIt() {
    List<JournalEvent> script =
        List.of(
            ScriptedIncidents.all().get(1).getFirst(),
            new JournalEvent.Acknowledged(),
            new JournalEvent.Mitigated("drained"),
            new JournalEvent.Resolved("rolled back"));

    PostmortemDraft draft =
        WRITER.write(only(played(script, i -> ScriptedIncidents.BEGIN.plusSeconds(300))));

    assertThat(draft.in(PostmortemSection.SUMMARY).stream().skip(1).map(Statement::sources))
        .containsExactly(List.of(1L, 2L), List.of(1L, 2L), List.of(1L, 3L), List.of(1L, 4L));
  }

  @Test
  void anEndOfBeforeTheBeginningIsToldAndItsTimesAreAGap() {
    List<JournalEvent> script =
        List.of(ScriptedIncidents.all().get(1).getFirst(), new JournalEvent.Resolved(null));

    PostmortemDraft draft =
        WRITER.write(only(played(script, i -> ScriptedIncidents.BEGIN.minusSeconds(300))));

    assertThat(texts(draft, PostmortemSection.SUMMARY))
        .contains("FACT It was over 5 min before the harm began, as it was written down.");
    assertThat(draft.in(PostmortemSection.UNKNOWN))
        .extracting(Statement::text)
        .contains("It was over 5 min before the harm began: one of these times is wrong.")
        .noneMatch(text -> text.contains("not over"));
  }

  private static boolean same(Statement one, Statement other) {
    return one.section() == other.section() && one.text().equals(other.text());
  }

  private static Ledger without(Ledger ledger, JournalEntry gone) {
    Ledger less = new ExactMemoryStore().ledger(Tenant.DEFAULT);
    for (PostedEntry posted : ledger.read(ALL, 0, 1000)) {
      if (posted.position() != gone.position()) {
        less.append(List.of(posted.entry()));
      }
    }
    return less;
  }

  /** Of an objective that was measured twice the last counts, and without it the one before. */
  @Test
  void theImpactOfEachObjectiveIsThatOfItsLastMeasure() {
    Ledger ledger = played(ScriptedIncidents.all().get(6));
    List<JournalEntry> measures =
        only(ledger).entries().stream()
            .filter(entry -> entry.event() instanceof JournalEvent.Measured)
            .toList();
    assertThat(measures).hasSize(3);

    assertThat(impact(ledger))
        .hasSize(2)
        .anyMatch(line -> line.contains("40 of 100,000 requests of checkout-latency"))
        .anyMatch(line -> line.contains("900 of 100,000 requests of checkout-availability"));
    assertThat(impact(without(ledger, measures.getLast())))
        .hasSize(2)
        .anyMatch(line -> line.contains("300 of 100,000 requests of checkout-availability"));
    assertThat(impact(without(ledger, measures.get(1))))
        .singleElement()
        .asString()
        .contains("900 of 100,000 requests of checkout-availability");
  }

  private static List<String> impact(Ledger ledger) {
    return texts(WRITER.write(only(ledger)), PostmortemSection.IMPACT).stream()
        .filter(line -> line.contains("requests of"))
        .toList();
  }

  @Test
  void aWellKeptIncidentHasNoGapsButWhatNobodyKnows() {
    PostmortemDraft draft = draft(0);

    assertThat(texts(draft, PostmortemSection.SUMMARY))
        .containsExactly(
            "FACT Checkout fails: harm began at 2026-03-01T03:00:00Z and the alert HighErrorRate"
                + " told of it. It was at checkout.",
            "FACT It was noticed 30 s after the harm began.",
            "FACT Somebody took it on 4 min after the harm began.",
            "FACT The harm stopped 7 min after the harm began.",
            "FACT It was over 10 min after the harm began.");
    assertThat(texts(draft, PostmortemSection.IMPACT))
        .contains(
            "FACT 1,234 of 100,000 requests of checkout-availability failed from"
                + " 2026-03-01T03:00:00Z to 2026-03-01T03:30:00Z (1.23 %); that took 23.0 % of the"
                + " period's error budget.");
    assertThat(texts(draft, PostmortemSection.HELPED)).contains("FACT roll back to v41");
    assertThat(texts(draft, PostmortemSection.DID_NOT_HELP))
        .containsExactly("FACT restart the pods");
    assertThat(draft.in(PostmortemSection.UNKNOWN)).isEmpty();
  }

  @Test
  void whatNobodySaidIsAGap() {
    assertThat(texts(draft(9), PostmortemSection.UNKNOWN))
        .containsExactly(
            "GAP Nobody said that they took it on.",
            "GAP Nobody said when the harm stopped.",
            "GAP It is not over, as far as the journal tells.");
    assertThat(texts(draft(9), PostmortemSection.ROOT_CAUSE))
        .containsExactly("GAP Nobody said why it happened.");
  }

  @Test
  void whatAToolGaveNoAnswerToIsAGapWithItsSource() {
    assertThat(draft(2).in(PostmortemSection.UNKNOWN))
        .filteredOn(line -> !line.sources().isEmpty())
        .extracting(Statement::text)
        .containsExactly(
            "query_promql node_filesystem_avail gave no data: no such series",
            "search_splunk disk gave no answer in time: no answer after PT30S");
  }

  @Test
  void nobodyIsNamedInALineAndBlameIsPointedOut() {
    PostmortemDraft draft = draft(4);

    assertThat(draft.statements()).noneMatch(line -> line.text().contains("ann"));
    assertThat(draft.wording()).singleElement().asString().endsWith("says \"human error\"");
    assertThat(draft(3).wording()).singleElement().asString().endsWith("says \"forgot to\"");
  }

  @Test
  void blameIsPointedOutWhereverPeopleWriteAndInWhatANarratorTells() {
    JournalEvent.Opened opened =
        new JournalEvent.Opened(
            "Careless release", "bob should have known", JournalEvent.Place.UNKNOWN, null, null);
    List<JournalEvent> script =
        List.of(
            opened,
            new JournalEvent.Acted(
                "undo bob's fault", ActResult.DONE, "a sloppy script", null, null),
            new JournalEvent.Acted(
                "search_logs {}", ActResult.DONE, "failed to connect", null, null, READ_ONLY),
            new JournalEvent.Mitigated("bob forgot to drain"),
            new JournalEvent.Reopened("they messed up again"),
            new JournalEvent.FollowUp("tell who is to blame", null));
    PostmortemWriter writer =
        new PostmortemWriter(
            draft -> List.of(new Narrator.Sentence("It was human error.", List.of(1L))));

    assertThat(writer.write(only(played(script))).wording())
        .containsExactly(
            "the narrator says \"human error\"",
            "J1 says \"Careless\"",
            "J1 says \"should have known\"",
            "J2 says \"'s fault\"",
            "J2 says \"sloppy\"",
            "J4 says \"forgot to\"",
            "J5 says \"messed up\"",
            "J6 says \"blame\"");
  }

  @Test
  void aNarratorsSentenceWithoutASourceIsMarked() {
    PostmortemWriter writer =
        new PostmortemWriter(
            draft ->
                List.of(
                    new Narrator.Sentence(
                        "v42 broke checkout.", List.of(draft.citations().getFirst().position())),
                    new Narrator.Sentence("Nobody noticed for hours.", List.of()),
                    new Narrator.Sentence("Revenue fell.", List.of(999_999L))));

    PostmortemDraft draft = writer.write(only(played(ScriptedIncidents.all().getFirst())));

    assertThat(texts(draft, PostmortemSection.SUMMARY))
        .startsWith(
            "FACT v42 broke checkout.",
            "UNSUPPORTED Nobody noticed for hours.",
            "UNSUPPORTED Revenue fell.");
    assertThat(draft.toMarkdown()).contains("- **unsupported:** Revenue fell.\n");
  }

  @Test
  void whatPeopleWroteIsNoMarkup() {
    Ledger ledger =
        played(
            List.of(
                ScriptedIncidents.all().get(1).getFirst(),
                new JournalEvent.Noted("<script>x</script> # Heading\n- [a](http://b)", null)));

    assertThat(WRITER.write(only(ledger)).toMarkdown())
        .contains("noted: \\<script\\>x\\</script\\> \\# Heading / - \\[a\\](http://b)")
        .doesNotContain("<script>");
  }

  @Test
  void markdownAndJsonSayTheSame() throws Exception {
    PostmortemDraft draft = draft(0);
    List<String> fromJson = new ArrayList<>();
    new ObjectMapper()
        .readTree(draft.toJson())
        .path("statements")
        .forEach(line -> fromJson.add(line.path("text").asText()));

    assertThat(fromJson).hasSize(draft.statements().size());
    assertThat(draft.toMarkdown().lines().filter(line -> line.startsWith("- ")))
        .hasSize(draft.statements().size() + draft.citations().size());
    assertThat(draft.toMarkdown())
        .startsWith("# Postmortem: Checkout fails\n")
        .contains("\n## Root cause\n\n- v42 opened a connection per request [J");
  }
}
