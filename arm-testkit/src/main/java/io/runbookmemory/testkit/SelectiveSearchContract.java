package io.runbookmemory.testkit;

import static io.runbookmemory.testkit.Given.SPACE;
import static io.runbookmemory.testkit.Given.vectors;
import static io.runbookmemory.testkit.SampleMemories.NOW;
import static io.runbookmemory.testkit.SampleMemories.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * As many hits as were asked for come wherever as many match, however few of the memories do and
 * however many others are nearer: the promise that {@link
 * io.runbookmemory.store.MemoryReader#search} makes for searches that are not exact too.
 */
interface SelectiveSearchContract extends StoreContract {

  /** Of this tenant; one in two hundred of them, and no more, is looked for. */
  int MEMORIES = 1_000;

  int NEEDLES = 5;

  /** Writes needles far from the question, hay near to it, and both where nobody may look. */
  private void hayAndNeedles() {
    Tenant stranger = new Tenant("stranger");
    for (int block = 0; block < 2; block++) {
      List<StoredMemory> hay = new ArrayList<>();
      List<StoredMemory> strange = new ArrayList<>();
      for (int n = block * MEMORIES / 2; n < (block + 1) * MEMORIES / 2; n++) {
        boolean needle = n % (MEMORIES / NEEDLES) == 77;
        hay.add(of(Tenant.DEFAULT, n, needle, needle));
        // What is to be deleted has the tag, and is nearer.
        if (n % 20 == 0) {
          hay.add(of(Tenant.DEFAULT, MEMORIES + n, true, false));
          strange.add(of(stranger, n, true, false));
        }
      }
      write(hay);
      store().writer(stranger).upsert(strange);
    }
    List<MemoryId> gone =
        IntStream.range(MEMORIES, 2 * MEMORIES).mapToObj(SampleMemories::id).toList();
    assertThat(writer().delete(gone, NOW)).isEqualTo(MEMORIES / 20);
    assertThat(reader().count(Filter.everything())).isEqualTo(MEMORIES);
  }

  private static StoredMemory of(Tenant tenant, int number, boolean tagged, boolean far) {
    String words = far ? "disk " + "of something else entirely ".repeat(9) : "disk disk disk disk";
    Memory memory =
        SampleMemories.note(id(number), "Note", words)
            .scope(Scope.of(tenant))
            .tags(tagged ? List.of("needle") : List.of())
            .build();
    float side = far ? -1 : 1;
    float aside = number / (float) MEMORIES;
    return vectors(
        memory,
        new float[] {side, aside, 0, 0},
        new float[] {side, 0, aside, 0},
        new float[] {side, 0, 0, aside});
  }

  @Test
  default void asManyAsWereAskedForComeHoweverFewMatch() {
    hayAndNeedles();
    Embedding question = Embedding.of(1, 0, 0, 0);
    Set<MemoryId> needles = new TreeSet<>();
    for (int n = 77; n < MEMORIES; n += MEMORIES / NEEDLES) {
      needles.add(id(n));
    }
    for (int topK : new int[] {1, NEEDLES / 2, NEEDLES, 3 * NEEDLES}) {
      for (SearchRequest.Builder builder :
          List.of(
              SearchRequest.vector(question, SPACE, NOW),
              SearchRequest.text("disk", NOW),
              SearchRequest.hybrid(question, SPACE, "disk", NOW))) {
        SearchRequest request = builder.filter(new Filter.HasTag("needle")).topK(topK).build();
        assertThat(reader().search(request))
            .as("%s, the best %d", request.mode(), topK)
            .hasSize(Math.min(topK, NEEDLES))
            .extracting(SearchHit::memory)
            .extracting(Memory::id)
            .doesNotHaveDuplicates()
            .isSubsetOf(needles);
      }
    }
  }
}
