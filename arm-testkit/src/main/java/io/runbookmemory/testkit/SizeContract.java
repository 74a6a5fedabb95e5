package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.changed;
import static io.runbookmemory.testkit.Given.note;
import static io.runbookmemory.testkit.Given.pointing;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.memory.Provenance;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoreStats;
import io.runbookmemory.store.StoredMemory;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Much at once: what is large comes back whole and is found, as what is small is. */
interface SizeContract extends StoreContract {

  @Test
  default void aTextOfAMegabyteIsKeptAndFoundByItsLastWord() {
    String text = "disk full on db-1, checkout slow. ".repeat(31_000) + "needle";
    assertThat(text.length()).isGreaterThan(1 << 20);
    StoredMemory offered = note(1, text);

    write(offered, note(2, "short"));

    assertThat(stored(id(1))).isEqualTo(offered.withVersion(1));
    assertThat(write(offered)).as("written again").containsExactly(1L);
    assertThat(reader().search(SearchRequest.text("needle", NOW).build())).hasSize(1);
    assertThat(reader().count(new Filter.ContainsText("needle checkout"))).isEqualTo(1);
  }

  @Test
  default void valuesOfSixtyFourKibibytesAreKeptAndToldApart() {
    String shared = incompressible(64 * 1024 - 1);
    StoredMemory one = large(1, shared + "a");
    StoredMemory two = large(2, shared + "b");

    write(one, two);

    assertThat(stored(id(1))).isEqualTo(one.withVersion(1));
    assertThat(stored(id(2))).isEqualTo(two.withVersion(1));
    for (Field<String> field : List.of(Field.SERVICE, Field.ENV, Field.SESSION, Field.KEY)) {
      assertThat(reader().count(Filter.eq(field, shared + "b"))).as("%s", field).isEqualTo(1);
      assertThat(reader().count(Filter.eq(field, shared))).as("%s", field).isZero();
    }
    assertThat(reader().count(new Filter.HasTag(shared + "a"))).isEqualTo(1);
    assertThat(reader().count(new Filter.HasTag(shared))).isZero();
  }

  /** Words that a store cannot make small enough for an index by packing them. */
  private static String incompressible(int length) {
    Random random = new Random(53);
    StringBuilder words = new StringBuilder(length);
    while (words.length() < length) {
      words.append(words.length() % 11 == 5 ? ' ' : (char) ('!' + random.nextInt(90)));
    }
    return words.toString();
  }

  private static StoredMemory large(long number, String value) {
    return changed(
        note(number, "words"),
        memory ->
            memory
                .title(value)
                .tags(List.of(value))
                .scope(new Scope(Tenant.DEFAULT, value, value, value, value, value))
                .provenance(new Provenance(value, value, value, TrustTier.EXTERNAL)));
  }

  @Test
  default void eachOfTenThousandTagsFindsItsOwnMemory() {
    int memories = 500;
    int tagsOfEach = 20;
    write(
        IntStream.range(0, memories)
            .mapToObj(n -> changed(note(n, "words"), memory -> memory.tags(tags(n, tagsOfEach))))
            .toList());

    for (int tag = 0; tag < memories * tagsOfEach; tag += 97) {
      assertThat(reader().scan(new Filter.HasTag("tag-" + tag), null, 5))
          .as("tag-%d", tag)
          .extracting(StoredMemory::id)
          .containsExactly(id(tag / tagsOfEach));
    }
  }

  private static List<String> tags(int number, int count) {
    return IntStream.range(0, count).mapToObj(i -> "tag-" + (number * count + i)).toList();
  }

  @Test
  default void fiveThousandMemoriesAreOneWrite() {
    List<StoredMemory> batch =
        LongStream.range(0, 5_000)
            .mapToObj(n -> n % 10 == 0 ? pointing(n, 1, (float) n, 0, 0) : note(n, "word" + n))
            .toList();

    assertThat(write(batch)).isEqualTo(Collections.nCopies(5_000, 1L));

    assertThat(reader().count(Filter.everything())).isEqualTo(5_000);
    assertThat(stored(id(4_999))).isEqualTo(batch.getLast().withVersion(1));
    assertThat(reader().search(SearchRequest.text("word4999", NOW).topK(1).build()))
        .singleElement()
        .satisfies(hit -> assertThat(hit.memory().id()).isEqualTo(id(4_999)));
    assertThat(reader().changes(0, 5_001)).hasSize(5_000);
    StoreStats before = reader().stats();
    assertThat(write(batch)).as("written again").isEqualTo(Collections.nCopies(5_000, 1L));
    assertThat(reader().stats()).isEqualTo(before);
  }
}
