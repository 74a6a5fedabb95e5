package io.runbookmemory.bench.search;

import io.github.jbellis.jvector.graph.GraphIndexBuilder;
import io.github.jbellis.jvector.graph.GraphSearcher;
import io.github.jbellis.jvector.graph.ImmutableGraphIndex;
import io.github.jbellis.jvector.graph.ListRandomAccessVectorValues;
import io.github.jbellis.jvector.graph.SearchResult;
import io.github.jbellis.jvector.graph.similarity.DefaultSearchScoreProvider;
import io.github.jbellis.jvector.util.Bits;
import io.github.jbellis.jvector.vector.VectorSimilarityFunction;
import io.github.jbellis.jvector.vector.VectorizationProvider;
import io.github.jbellis.jvector.vector.types.VectorFloat;
import io.github.jbellis.jvector.vector.types.VectorTypeSupport;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.store.SearchRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** JVector's graph in memory, with its defaults; a search gives numbers. */
public final class JVectorSide implements TunedSide {

  private static final int MAX_DEGREE = 16;
  private static final int BEAM_WIDTH = 100;

  private final VectorTypeSupport types =
      VectorizationProvider.getInstance().getVectorTypeSupport();
  private final ListRandomAccessVectorValues vectors;
  private final ImmutableGraphIndex graph;
  private final Map<Selectivity, Bits> filters = new EnumMap<>(Selectivity.class);
  private int candidates = TOP_K;

  /** Builds the graph. */
  @SuppressWarnings("deprecation")
  public JVectorSide(Data data) throws IOException {
    List<VectorFloat<?>> all = new ArrayList<>();
    for (int number = 0; number < data.size(); number++) {
      all.add(types.createFloatVector(data.embedding(number).toArray()));
    }
    vectors = new ListRandomAccessVectorValues(all, data.space().dimension());
    try (GraphIndexBuilder builder =
        new GraphIndexBuilder(
            vectors,
            VectorSimilarityFunction.DOT_PRODUCT,
            2 * MAX_DEGREE,
            BEAM_WIDTH,
            1.2f,
            1.2f,
            true)) {
      graph = builder.build(vectors);
    }
    for (Selectivity selectivity : Selectivity.values()) {
      BitSet passing = data.passing(selectivity);
      filters.put(selectivity, selectivity == Selectivity.ALL ? Bits.ALL : passing::get);
    }
  }

  @Override
  public String name() {
    return "JVector";
  }

  @Override
  public void keep(int more) {
    candidates = more;
  }

  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity)
      throws IOException {
    VectorFloat<?> query = types.createFloatVector(question.vector());
    var scores =
        DefaultSearchScoreProvider.exact(query, VectorSimilarityFunction.DOT_PRODUCT, vectors);
    try (GraphSearcher searcher = new GraphSearcher(graph)) {
      SearchResult.NodeScore[] nodes =
          searcher
              .search(
                  scores, TOP_K, candidates, 0f, 0f, filters.getOrDefault(selectivity, Bits.ALL))
              .getNodes();
      return Arrays.stream(nodes).mapToInt(node -> node.node).toArray();
    }
  }

  @Override
  public void close() throws IOException {
    graph.close();
  }
}
