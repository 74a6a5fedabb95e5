package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.care.DocumentChecks.Whose;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FieldsProducer;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What the documents of a segment are and whose, by the terms that they are found by. */
final class Names {

  /** Knows of none. */
  static final Names NONE = new Names(new BytesRef[0], new BytesRef[0]);

  private final @Nullable BytesRef[] kinds;
  private final @Nullable BytesRef[] keys;

  private Names(@Nullable BytesRef[] kinds, @Nullable BytesRef[] keys) {
    this.kinds = kinds;
    this.keys = keys;
  }

  /**
   * What a document is.
   *
   * @param whose null for a passage
   */
  record Name(Kind kind, @Nullable Whose whose) {}

  static Names of(Codec codec, SegmentReadState state) {
    try (FieldsProducer terms = codec.postingsFormat().fieldsProducer(state)) {
      int size = state.segmentInfo.maxDoc();
      @Nullable BytesRef[] keys = new BytesRef[size];
      for (String field : List.of(IndexFields.MEMORY, IndexFields.STATE, IndexFields.REVISIONS)) {
        @Nullable BytesRef[] some = SegmentColumns.byDocument(terms.terms(field), size);
        for (int doc = 0; doc < size; doc++) {
          keys[doc] = some[doc] == null ? keys[doc] : some[doc];
        }
      }
      return new Names(SegmentColumns.byDocument(terms.terms(IndexFields.KIND), size), keys);
    } catch (IOException | RuntimeException e) {
      return NONE;
    }
  }

  @Nullable Name of(int doc) {
    BytesRef kindTerm = doc < kinds.length ? kinds[doc] : null;
    if (kindTerm == null) {
      return null;
    }
    Kind kind = Kind.valueOf(kindTerm.utf8ToString());
    BytesRef key = keys[doc];
    if (kind == Kind.PASSAGE) {
      return new Name(kind, null);
    }
    return key == null
        ? null
        : new Name(kind, new Whose(IndexFields.tenant(key), IndexFields.idOfKey(key)));
  }
}
