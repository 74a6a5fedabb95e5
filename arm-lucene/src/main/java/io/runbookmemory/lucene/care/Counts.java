package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.StoreHeader;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.StoreStats;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;

/** How much there is of each tenant, by kind, and how far its changes go. */
final class Counts {

  private final Map<Tenant, Map<Kind, Long>> documents = new HashMap<>();
  private final Map<Tenant, Long> positions = new HashMap<>();

  void add(Tenant tenant, Kind kind) {
    documents.computeIfAbsent(tenant, one -> new EnumMap<>(Kind.class)).merge(kind, 1L, Long::sum);
  }

  void reached(Tenant tenant, long position) {
    positions.merge(tenant, position, Math::max);
  }

  Map<Tenant, StoreStats> tenants() {
    Map<Tenant, StoreStats> tenants = new HashMap<>();
    documents.forEach(
        (tenant, counts) ->
            tenants.put(
                tenant,
                new StoreStats(
                    counts.getOrDefault(Kind.MEMORY, 0L),
                    counts.getOrDefault(Kind.PASSAGE, 0L),
                    counts.getOrDefault(Kind.REVISION, 0L),
                    counts.getOrDefault(Kind.TOMBSTONE, 0L),
                    positions.getOrDefault(tenant, 0L))));
    return tenants;
  }

  /** Counts what is readable of a damaged store; nobody's changes are followed there. */
  static Map<Tenant, StoreStats> of(Directory damaged, StoreHeader header) {
    Counts counts = new Counts();
    try (DirectoryReader reader = DirectoryReader.open(damaged)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        counts.add(leaf);
      }
    } catch (IOException | RuntimeException e) {
      // What is wrong with the files has been said; a decoder may stumble over it in any way.
      return Map.of();
    }
    counts.documents.keySet().forEach(tenant -> counts.reached(tenant, header.position()));
    return counts.tenants();
  }

  private void add(LeafReaderContext leaf) throws IOException {
    String[] tenants = byDocument(leaf, IndexFields.TENANT);
    String[] kinds = byDocument(leaf, IndexFields.KIND);
    Bits live = leaf.reader().getLiveDocs();
    for (int doc = 0; doc < kinds.length; doc++) {
      if (live == null || live.get(doc)) {
        add(new Tenant(tenants[doc]), Kind.valueOf(kinds[doc]));
      }
    }
  }

  private static String[] byDocument(LeafReaderContext leaf, String field) throws IOException {
    String[] values = new String[leaf.reader().maxDoc()];
    Terms terms = leaf.reader().terms(field);
    if (terms != null) {
      TermsEnum all = terms.iterator();
      while (all.next() != null) {
        String value = all.term().utf8ToString();
        PostingsEnum postings = all.postings(null, PostingsEnum.NONE);
        while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          values[postings.docID()] = value;
        }
      }
    }
    return values;
  }
}
