package io.runbookmemory.bench.stages;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.bench.peers.MadeData;
import io.runbookmemory.bench.search.ArmSide;
import io.runbookmemory.bench.search.Data;
import io.runbookmemory.bench.search.Progress;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.lucene.LuceneOptions;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.Field;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawQueriesTest {

  private static final Data DATA = MadeData.of(300);

  private static final List<Filter> FILTERS =
      List.of(
          Filter.everything(),
          Filter.eq(Field.ENV, "prod"),
          new Filter.Ne<>(Field.ENV, "prod"),
          new Filter.In<>(Field.SERVICE, Set.of("service-3", "service-7")),
          Filter.and(Filter.eq(Field.ENV, "prod"), Filter.eq(Field.SERVICE, "service-7")),
          Filter.or(Filter.eq(Field.SERVICE, "service-1"), Filter.eq(Field.SERVICE, "service-2")),
          Filter.not(Filter.eq(Field.ENV, "prod")),
          new Filter.HasTag("tag-77"),
          new Filter.IsNull(Field.SESSION),
          new Filter.Range<>(Field.CREATED_AT, Data.NOW, null),
          new Filter.ContainsText("cluster"));

  @TempDir private Path folder;

  @Test
  void lucenesOwnQueriesFindAsManyMemoriesAsTheStoreWithEachFilter() throws IOException {
    try (ArmSide arm = new ArmSide(folder, LuceneOptions.DEFAULT, DATA.space())) {
      arm.write(DATA, new Progress());
    }
    Entry question = DATA.questions().getFirst();
    try (LuceneMemoryStore store = LuceneMemoryStore.open(folder);
        RawQueries raw = new RawQueries(folder)) {
      var reader = store.reader(Tenant.DEFAULT);
      for (Filter filter : FILTERS) {
        for (SearchRequest.Builder request :
            List.of(
                SearchRequest.vector(question.embedding(), DATA.space(), Data.NOW),
                SearchRequest.text(question.text(), Data.NOW))) {
          SearchRequest asked = request.filter(filter).topK(DATA.size()).build();
          assertThat(raw.search(asked))
              .as("%s %s", asked.mode(), filter)
              .isEqualTo(reader.search(asked).size());
        }
      }
    }
  }

  @Test
  void theMadeTeamIsTheSameForOneSeedAndItsAlertsDiffer() {
    assertThat(new MadeOnCall(3).alert(7).text()).isEqualTo(new MadeOnCall(3).alert(7).text());
    assertThat(new MadeOnCall(3).alert(7).text()).isNotEqualTo(new MadeOnCall(3).alert(8).text());
    assertThat(new MadeOnCall(3).alert(7).text()).isNotEqualTo(new MadeOnCall(4).alert(7).text());
  }
}
