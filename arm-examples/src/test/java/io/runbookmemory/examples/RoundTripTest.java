package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.option.StoreUrl;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.memory.Link;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.usage.StepUsage;
import io.runbookmemory.memory.usage.UsageDelta;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.MemoryStore;
import io.runbookmemory.store.MemoryWriter;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import io.runbookmemory.store.exact.ExactMemoryStore;
import io.runbookmemory.store.json.ChangeJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported from one store and imported into another is the same memory. */
class RoundTripTest {

  @TempDir Path temp;
  private String lucene = "";
  private String sqlite = "";
  private Path exported = Path.of("");

  @BeforeEach
  void aStoreWithPagesNotesARevisionAndATombstone() throws IOException {
    lucene = "lucene:" + temp.resolve("lucene");
    sqlite = "sqlite:" + temp.resolve("store.db");
    exported = temp.resolve("exported.jsonl");
    Path pages = Files.createDirectory(temp.resolve("pages"));
    for (int i = 0; i < 5; i++) {
      Files.writeString(pages.resolve("p" + i + ".md"), "# Page " + i + "\n\n1. Do it.\n");
    }
    Ran.arm("ingest", pages, "--store", lucene).ok();
    Files.writeString(pages.resolve("p0.md"), "# Page 0, again\n\n1. Do it twice.\n");
    assertThat(Ran.arm("ingest", pages, "--store", lucene).ok().out())
        .contains("0 added, 1 updated, 4 unchanged");
    String note = Ran.arm("remember", "the cache was cold", "--store", lucene).ok().out();
    Ran.arm("memory", "delete", note.strip().substring(14), "--store", lucene).ok();
    Ran.arm("export", exported, "--store", lucene).ok();
    assertThat(Files.readAllLines(exported)).hasSize(6);
  }

  /** The lines without the position, which is each store's own, in the order of the memories. */
  private static List<String> lines(Stream<String> lines) {
    return lines.map(line -> line.replaceFirst("\"position\":\\d+,", "")).sorted().toList();
  }

  /** The incidents without the entries' positions, which are each ledger's own. */
  private static String incidents(String store) {
    String all = Ran.arm("incidents", "list", "--json", "--store", store).ok().out();
    return all.replaceAll("\"position\" : \\d+", "");
  }

  private static List<String> lines(Path file) throws IOException {
    return lines(Files.readAllLines(file).stream());
  }

  private List<String> export(String store) throws IOException {
    Path again = temp.resolve("again.jsonl");
    Ran.arm("export", again, "--store", store).ok();
    return lines(again);
  }

  @Test
  void throughEveryKindOfStoreTheLinesStayTheSame() throws IOException {
    Ran.arm("import", exported, "--store", sqlite).ok();
    assertThat(export(sqlite)).isEqualTo(lines(exported));

    // The memory: store of the command line ends with it, so here it is a store of the test's.
    try (ExactMemoryStore exact = new ExactMemoryStore()) {
      List<String> written = Files.readAllLines(temp.resolve("again.jsonl"));
      exact.writer(Tenant.DEFAULT).apply(written.stream().map(ChangeJson::read).toList());
      List<Change> changes = exact.reader(Tenant.DEFAULT).changes(0, 100);
      assertThat(lines(changes.stream().map(ChangeJson::write))).isEqualTo(lines(exported));
      Files.write(exported, changes.stream().map(ChangeJson::write).toList());
    }

    String other = "lucene:" + temp.resolve("other");
    Ran.arm("import", exported, "--store", other).ok();
    assertThat(export(other)).isEqualTo(lines(exported));
    assertThat(Ran.arm("recall", "Page 3", "--store", other, "--json").out())
        .contains("\"considered\" : 5");
  }

  @Test
  void whatWasDeletedStaysDeleted() throws IOException {
    Ran.arm("import", exported, "--store", sqlite).ok();
    assertThat(Ran.arm("memory", "stats", "--store", sqlite).ok().out())
        .contains("5 memories", "1 tombstones");
    String tombstone =
        Files.readAllLines(exported).stream()
            .filter(line -> line.contains("\"deleted\""))
            .findFirst()
            .orElseThrow();
    String id = tombstone.replaceFirst(".*\"id\":\"([^\"]+)\".*", "$1");
    Ran.arm("memory", "get", id, "--store", sqlite).refused(1, id);
  }

  @Test
  void importingTwiceChangesNothing() throws IOException {
    assertThat(Ran.arm("import", exported, "--store", sqlite).ok().out())
        .contains("6 read, 6 changed");
    assertThat(Ran.arm("import", exported, "--store", sqlite).ok().out())
        .contains("6 read, 0 changed");
    assertThat(Ran.arm("import", exported, "--store", lucene).ok().out())
        .contains("6 read, 0 changed");
  }

  @Test
  void whatTheLedgerHoldsGoesAlongToEveryKindOfStore() throws IOException {
    for (String title : List.of("payments down", "search slow")) {
      Ran.arm("incidents", "open", title, "--at", "2026-03-01T03:00:00Z", "--store", lucene).ok();
    }
    Ran.arm("export", exported, "--store", lucene).ok();
    assertThat(Files.readAllLines(exported).stream().filter(line -> line.contains("\"entry\":")))
        .hasSize(2);

    assertThat(Ran.arm("import", exported, "--store", sqlite).ok().out())
        .contains("6 read, 6 changed", "of 2 entries of a ledger 2 are new");
    assertThat(Ran.arm("import", exported, "--store", sqlite).ok().out())
        .contains("6 read, 0 changed", "of 2 entries of a ledger 0 are new");
    assertThat(export(sqlite)).isEqualTo(lines(exported));
    assertThat(incidents(sqlite)).isEqualTo(incidents(lucene)).contains("payments down");

    Ran.arm("export", exported, "--memories-only", "--store", sqlite).ok();
    assertThat(Files.readAllLines(exported)).hasSize(6);
  }

  /** With usage, links, a tombstone and a ledger, out of PostgreSQL and into it. */
  @Test
  void aSharedStoreGoesToEveryOtherAndBackWithoutLoss() throws IOException {
    String shared = Postgres.store();
    Ran.arm("import", exported, "--store", shared).ok();
    try (MemoryStore store = StoreUrl.open(shared)) {
      linkAndUse(store);
    }
    Ran.arm("incidents", "open", "payments down", "--at", "2026-03-01T03:00:00Z", "--store", shared)
        .ok();
    List<String> lines = export(shared);
    assertThat(lines)
        .hasSize(7)
        .anyMatch(line -> line.contains("\"deleted\""))
        .anyMatch(line -> line.contains("\"caused-by\""))
        .anyMatch(line -> line.contains("\"recalls\":3"))
        .anyMatch(line -> line.contains("\"entry\":"));
    Path all = temp.resolve("again.jsonl");

    Path through = temp.resolve("through.jsonl");
    String other = "lucene:" + temp.resolve("other");
    Ran.arm("import", all, "--store", other).ok();
    Ran.arm("export", through, "--store", other).ok();
    String back = Postgres.store();
    Ran.arm("import", through, "--store", back).ok();
    Ran.arm("import", all, "--store", sqlite).ok();
    for (String store : List.of(other, back, sqlite)) {
      assertThat(export(store)).as(store).isEqualTo(lines);
      assertThat(incidents(store)).as(store).isEqualTo(incidents(shared));
    }
  }

  private static void linkAndUse(MemoryStore store) {
    List<StoredMemory> all = store.reader(Tenant.DEFAULT).scan(Filter.everything(), null, 10);
    StoredMemory first = all.getFirst();
    Link link = new Link("caused-by", all.getLast().id());
    StoredMemory linked =
        new StoredMemory(
            first.memory().toBuilder().links(List.of(link)).build(),
            first.passages(),
            first.space());
    MemoryWriter writer = store.writer(Tenant.DEFAULT);
    assertThat(writer.upsert(List.of(linked))).isInstanceOf(UpsertResult.Applied.class);
    UsageDelta used = UsageDelta.recalled(3).withStep("1", new StepUsage(4, 3, 2, 1));
    assertThat(writer.adjust(first.id(), used)).isTrue();
  }

  @Test
  void anEntryOfALedgerThatIsBrokenOrContradictsIsRefused() throws IOException {
    Ran.arm("incidents", "open", "payments down", "--at", "2026-03-01T03:00:00Z", "--store", lucene)
        .ok();
    Ran.arm("export", exported, "--store", lucene).ok();
    List<String> whole = Files.readAllLines(exported);
    String entry = whole.get(6);
    refuseLine(whole, 7, entry.replace("\"format\":2", "\"format\":3"), "format", "newer");
    refuseLine(whole, 7, entry.replaceFirst("\"kind\":\"[^\"]+\",", ""), "kind", "missing");
    refuseLine(whole, 7, entry.replaceFirst("\"id\":\"....", "\"id\":\"zzzz"), "id");
    refuseLine(whole, 7, entry.replaceFirst("\"body\":\".", "\"body\":\"["), "body");

    whole.set(6, entry.replaceFirst("\"at\":\"2026", "\"at\":\"2025"));
    Path other = Files.write(temp.resolve("other.jsonl"), whole);
    Ran.arm("import", other, "--store", lucene).refused(3, other.toString(), "another content");
  }

  @Test
  void exportingFromAStoreWithoutALedgerMakesNone() {
    assertThat(temp.resolve("lucene.ledger.db")).doesNotExist();
  }

  @Test
  void aBrokenLineRefusesTheWholeFileAndChangesNothing() throws IOException {
    List<String> whole = Files.readAllLines(exported);
    refuseLine(whole, 3, whole.get(2).substring(0, 80), "JSON");
    refuseLine(whole, 6, "", "JSON object");
    refuseLine(whole, 2, whole.get(1).replace("\"format\":1", "\"format\":2"), "format", "newer");
    refuseLine(whole, 1, whole.get(0).replace("upserted", "replaced"), "upserted, deleted");
    String alien = whole.get(4).replaceFirst("\"modelId\":\"[^\"]+\"", "\"modelId\":\"alien\"");
    refuseLine(whole, 5, alien, "one space", "alien");
  }

  private void refuseLine(List<String> whole, int number, String line, String... says)
      throws IOException {
    List<String> broken = new ArrayList<>(whole);
    broken.set(number - 1, line);
    Path file = Files.write(temp.resolve("broken.jsonl"), broken);
    Ran.arm("import", file, "--store", sqlite).refused(3, says);
    Ran.arm("import", file, "--store", sqlite).refused(3, file + ":" + number + ": ");
    assertThat(Ran.arm("memory", "stats", "--store", sqlite).ok().out()).contains("0 memories");
  }

  @Test
  void wrongBytesAndMissingFilesAreNamed() throws IOException {
    Path file = temp.resolve("bytes.jsonl");
    Files.write(file, new byte[] {'{', '}', '\n', (byte) 0xff, (byte) 0xfe, '\n'});
    Ran.arm("import", file, "--store", sqlite).refused(3, file + ":1: ");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
    Ran.arm("import", file, "--store", sqlite).refused(3, file + ":1: ", "UTF-8");
    Ran.arm("import", temp.resolve("none.jsonl"), "--store", sqlite).refused(3, "none.jsonl");
    Path nowhere = temp.resolve("no/such/folder.jsonl");
    Ran.arm("export", nowhere, "--store", lucene).refused(3, nowhere.toString());
  }

  @Test
  void vectorsOfAnotherModelAreRefusedBeforeAnythingChanges() throws IOException {
    List<String> alien =
        Files.readAllLines(exported).stream()
            .map(line -> line.replaceFirst("\"modelId\":\"[^\"]+\"", "\"modelId\":\"alien\""))
            .toList();
    Path file = Files.write(temp.resolve("alien.jsonl"), alien);
    List<String> before = export(lucene);

    Ran.arm("import", file, "--store", lucene).refused(3, file.toString(), "alien");
    assertThat(export(lucene)).isEqualTo(before);
  }

  @Test
  void anExportReplacesItsFileWholeOrNotAtAll() throws IOException {
    Path file = Files.writeString(temp.resolve("kept.jsonl"), "kept");
    Path alien = Files.createDirectory(temp.resolve("alien"));
    Files.writeString(alien.resolve("holiday.jpg"), "sea");
    Ran.arm("export", file, "--store", "lucene:" + alien).refused(3, "holiday.jpg");
    assertThat(file).hasContent("kept");
    assertThat(temp).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aStoreThatIsOpenIsExportedAsItIs() throws IOException {
    Path file = temp.resolve("held.jsonl");
    try (LuceneMemoryStore held = LuceneMemoryStore.open(temp.resolve("lucene"))) {
      Ran.arm("export", file, "--store", lucene).ok();
      assertThat(held.reader(Tenant.DEFAULT).stats().memories()).isEqualTo(5);
    }
    assertThat(lines(file)).isEqualTo(lines(exported));
  }
}
