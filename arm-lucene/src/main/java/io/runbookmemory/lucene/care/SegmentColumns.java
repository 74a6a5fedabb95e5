package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.index.IndexFields;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What stands in the index for each document of a segment, to be asked in any order. */
final class SegmentColumns {

  private static final List<String> TERMS =
      List.of(
          IndexFields.KIND,
          IndexFields.TENANT,
          IndexFields.BLOCK,
          IndexFields.MEMORY,
          IndexFields.STATE,
          IndexFields.REVISION);

  private final LeafReader reader;
  private final Map<String, @Nullable BytesRef[]> terms = new HashMap<>();

  SegmentColumns(LeafReader reader) throws IOException {
    this.reader = reader;
    for (String field : TERMS) {
      terms.put(field, byDocument(field));
    }
  }

  private @Nullable BytesRef[] byDocument(String field) throws IOException {
    @Nullable BytesRef[] byDocument = new BytesRef[reader.maxDoc()];
    Terms all = reader.terms(field);
    if (all != null) {
      TermsEnum each = all.iterator();
      PostingsEnum postings = null;
      while (each.next() != null) {
        BytesRef term = BytesRef.deepCopyOf(each.term());
        postings = each.postings(postings, PostingsEnum.NONE);
        while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          byDocument[postings.docID()] = term;
        }
      }
    }
    return byDocument;
  }

  int size() {
    return reader.maxDoc();
  }

  @Nullable BytesRef term(String field, int doc) {
    @Nullable BytesRef[] byDocument = terms.get(field);
    return byDocument == null ? null : byDocument[doc];
  }

  @Nullable BytesRef id(int doc) throws IOException {
    SortedDocValues ids = DocValues.getSorted(reader, IndexFields.ID);
    return ids.advanceExact(doc) ? BytesRef.deepCopyOf(ids.lookupOrd(ids.ordValue())) : null;
  }

  /** Returns a number, which stands alone or as one of several. */
  long number(String field, int doc, long otherwise) throws IOException {
    NumericDocValues one = reader.getNumericDocValues(field);
    if (one != null) {
      return one.advanceExact(doc) ? one.longValue() : otherwise;
    }
    SortedNumericDocValues several = reader.getSortedNumericDocValues(field);
    return several != null && several.advanceExact(doc) ? several.nextValue() : otherwise;
  }
}
