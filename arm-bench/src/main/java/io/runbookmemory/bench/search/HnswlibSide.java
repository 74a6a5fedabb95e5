package io.runbookmemory.bench.search;

import com.github.jelmerk.hnswlib.core.DistanceFunctions;
import com.github.jelmerk.hnswlib.core.Item;
import com.github.jelmerk.hnswlib.core.hnsw.HnswIndex;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.store.SearchRequest;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;

/** hnswlib-core's graph in memory; it knows no filter, and a search gives numbers. */
public final class HnswlibSide implements TunedSide {

  private static final int MAX_CONNECTIONS = 16;
  private static final int BEAM_WIDTH = 100;

  private final HnswIndex<Integer, float[], Numbered, Float> index;
  private final Map<Selectivity, BitSet> passing = new EnumMap<>(Selectivity.class);

  /** A vector by number. */
  private static final class Numbered implements Item<Integer, float[]> {

    private static final long serialVersionUID = 1;

    private final int number;
    private final float[] vector;

    Numbered(int number, float[] vector) {
      this.number = number;
      this.vector = vector;
    }

    @Override
    public Integer id() {
      return number;
    }

    @Override
    public float[] vector() {
      return vector;
    }

    @Override
    public int dimensions() {
      return vector.length;
    }
  }

  /** Builds the graph. */
  public HnswlibSide(Data data) {
    index =
        HnswIndex.newBuilder(
                data.space().dimension(), DistanceFunctions.FLOAT_INNER_PRODUCT, data.size())
            .withM(MAX_CONNECTIONS)
            .withEfConstruction(BEAM_WIDTH)
            .build();
    for (int number = 0; number < data.size(); number++) {
      index.add(new Numbered(number, data.embedding(number).toArray()));
    }
    for (Selectivity selectivity : Selectivity.values()) {
      passing.put(selectivity, data.passing(selectivity));
    }
  }

  @Override
  public String name() {
    return "hnswlib-core";
  }

  @Override
  public void keep(int candidates) {
    index.setEf(candidates);
  }

  @Override
  public int[] search(Entry question, SearchRequest.Mode mode, Selectivity selectivity) {
    BitSet all = passing.getOrDefault(selectivity, new BitSet());
    return index.findNearest(question.vector(), TOP_K).stream()
        .mapToInt(result -> result.item().id())
        .filter(all::get)
        .toArray();
  }

  @Override
  public boolean knowsFilters() {
    return false;
  }

  @Override
  public void close() {}
}
