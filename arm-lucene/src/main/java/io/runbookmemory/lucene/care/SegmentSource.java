package io.runbookmemory.lucene.care;

import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.lucene.index.IndexFields;
import io.runbookmemory.lucene.index.IndexFields.Kind;
import io.runbookmemory.lucene.index.Seal;
import io.runbookmemory.memory.json.MemoryJson;
import io.runbookmemory.store.Passage;
import io.runbookmemory.text.TextRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * A segment whose files may be damaged. Its documents are read out of the stored fields, each by
 * itself, and checked by their seals, or, if they are of before there were any, by the checksums of
 * all files that tell of them; vectors only where their files are sound.
 */
final class SegmentSource {

  private static final String LIVE = "Lucene90LiveDocs";

  /** The endings of the files of Lucene's default codec. */
  private static final List<String> STORED_FILES = List.of("fdt", "fdx", "fdm");

  private static final List<String> COLUMN_FILES = List.of("dvd", "dvm", "dvp", "dvs");

  private static final List<String> VECTOR_FILES = List.of("vec", "vemf");
  private static final List<String> NAME_FILES = List.of("doc", "psm", "tim", "tip", "tmd");

  private final SegmentInfo info;
  private final MendedFiles files;
  private final StoredFieldsReader stored;
  private final @Nullable Bits live;
  private final boolean liveKnown;
  private final @Nullable DocValuesProducer columns;
  private final FieldInfos fields;
  private final @Nullable KnnVectorsReader vectors;
  private final Names names;
  private final boolean storedAreSound;

  /**
   * Opens a segment.
   *
   * @param packed the store's files
   * @param liveFile the file of the documents that are not deleted, null if all are not
   */
  SegmentSource(MendedFiles packed, String name, Codec codec, @Nullable String liveFile)
      throws IOException {
    this.info = info(packed, name, codec);
    this.files = info.getUseCompoundFile() ? MendedFiles.unpacked(packed, name) : packed;
    this.fields = codec.fieldInfosFormat().read(files, info, "", IOContext.DEFAULT);
    this.stored = codec.storedFieldsFormat().fieldsReader(files, info, fields, IOContext.DEFAULT);
    this.liveKnown = liveFile == null || packed.isSound(liveFile);
    this.live = liveFile == null || !liveKnown ? null : live(packed, liveFile);
    this.columns = columns(codec);
    this.vectors = columns == null ? null : vectors();
    this.names = areSound("", NAME_FILES) ? Names.of(codec, state("")) : Names.NONE;
    this.storedAreSound = packed.isSound(name + ".si") && areSound("", STORED_FILES);
  }

  private static SegmentInfo info(MendedFiles packed, String name, Codec codec) throws IOException {
    byte[] id = new byte[16];
    try (IndexInput input = packed.openInput(name + ".si", IOContext.READONCE)) {
      input.seek(CodecUtil.headerLength("Lucene90SegmentInfo"));
      input.readBytes(id, 0, id.length);
    }
    SegmentInfo info = codec.segmentInfoFormat().read(packed, name, id, IOContext.DEFAULT);
    info.setCodec(codec);
    return info;
  }

  /** Reads who is not deleted; how many that are, which Lucene wants to be told, is not known. */
  private Bits live(MendedFiles packed, String file) throws IOException {
    int length = FixedBitSet.bits2words(info.maxDoc());
    long[] words = new long[length];
    String generation = file.substring(info.name.length() + 1, file.lastIndexOf('.'));
    try (IndexInput input = packed.openInput(file, IOContext.READONCE)) {
      input.seek(CodecUtil.indexHeaderLength(LIVE, generation));
      input.readLongs(words, 0, length);
    }
    return new FixedBitSet(words, info.maxDoc());
  }

  /** Returns whether files of this segment are sound, and what tells how to read them. */
  private boolean areSound(String suffix, List<String> endings) {
    String prefix = info.name;
    return files.isSound(prefix + ".fnm")
        && files.files().stream()
            .filter(file -> file.startsWith(prefix + ".") || file.startsWith(prefix + "_"))
            .filter(file -> file.contains(suffix))
            .filter(file -> endings.contains(file.substring(file.lastIndexOf('.') + 1)))
            .allMatch(files::isSound);
  }

  private @Nullable DocValuesProducer columns(Codec codec) {
    try {
      return areSound("", COLUMN_FILES) ? codec.docValuesFormat().fieldsProducer(state("")) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private SegmentReadState state(String suffix) {
    return new SegmentReadState(files, info, fields, IOContext.DEFAULT, suffix);
  }

  private @Nullable KnnVectorsReader vectors() {
    FieldInfo field = fields.fieldInfo(IndexFields.VECTOR);
    if (field == null) {
      return null;
    }
    String suffix =
        field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY)
            + "_"
            + field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_SUFFIX_KEY);
    try {
      return areSound(suffix, VECTOR_FILES)
          ? new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer())
              .fieldsReader(state(suffix))
          : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  String name() {
    return info.name;
  }

  int size() {
    return info.maxDoc();
  }

  /** Returns whether it is known of each document whether it is deleted. */
  boolean liveKnown() {
    return liveKnown;
  }

  /** Returns whether a document is, or may be, not deleted. */
  boolean mayLive(int doc) {
    return live == null || live.get(doc);
  }

  /** What an unreadable document was, as far as the index tells. */
  Names.@Nullable Name name(int doc) {
    return names.of(doc);
  }

  /** A document that is as it was written. */
  record Intact(Seal seal, String text) {}

  /** Reads a document; null for a passage, which says nothing of itself. */
  @Nullable Intact read(int doc) throws CorruptIndexException {
    try {
      DocumentStoredFieldVisitor visitor = new DocumentStoredFieldVisitor();
      stored.document(doc, visitor);
      Document document = visitor.getDocument();
      if (document.getFields().isEmpty()) {
        return null;
      }
      String text = Seal.text(document);
      Seal seal = Seal.of(document);
      return new Intact(seal == null ? unsealed(doc, text) : seal, text);
    } catch (IOException | RuntimeException | AssertionError | OutOfMemoryError e) {
      throw new CorruptIndexException("document " + doc + " cannot be read", info.name, e);
    }
  }

  /** Returns what the index tells of a document of before there were seals. */
  private Seal unsealed(int doc, String text) throws IOException {
    Names.Name name = names.of(doc);
    if (!storedAreSound || name == null || name.whose() == null) {
      throw new CorruptIndexException("it has no seal, and files around it are damaged", info.name);
    }
    Kind kind = name.kind();
    boolean state = kind == Kind.USAGE || kind == Kind.TOMBSTONE;
    long position = state ? requiredNumber(IndexFields.POSITION, doc) : 0;
    long version =
        switch (kind) {
          case MEMORY -> MemoryJson.read(text).version();
          case TOMBSTONE, REVISION -> requiredNumber(IndexFields.VERSION, doc);
          case USAGE, PASSAGE -> 0;
        };
    return Seal.of(kind, name.whose().tenant(), name.whose().id(), position, version);
  }

  private long requiredNumber(String field, int doc) throws IOException {
    Long number = number(field, doc);
    if (number == null) {
      throw new CorruptIndexException("it has no seal and no " + field, info.name);
    }
    return number;
  }

  /** Returns how many passages a memory has, 0 where that is not known. */
  long countPassages(int memory) throws IOException {
    Long count = number(IndexFields.PASSAGES, memory);
    return count == null ? 0 : count;
  }

  /** Returns a memory's passages, or null if they are not known to be as they were written. */
  @Nullable List<Passage> passages(int memory) {
    try {
      Long count = number(IndexFields.PASSAGES, memory);
      if (vectors == null || count == null) {
        return null;
      }
      Vectors found = new Vectors(vectors.getFloatVectorValues(IndexFields.VECTOR));
      List<Passage> passages = new ArrayList<>();
      for (int doc = memory - Math.toIntExact(count); doc < memory; doc++) {
        float[] vector = found.at(doc);
        if (vector == null || !Vectors.isOfUnitLength(vector)) {
          return null;
        }
        Long start = number(IndexFields.START, doc);
        Long end = number(IndexFields.END, doc);
        TextRange range =
            start == null || end == null
                ? null
                : new TextRange(Math.toIntExact(start), Math.toIntExact(end));
        passages.add(new Passage(range, Embedding.of(vector)));
      }
      return passages;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private @Nullable Long number(String field, int doc) throws IOException {
    FieldInfo info = fields.fieldInfo(field);
    if (columns == null || info == null) {
      return null;
    }
    if (info.getDocValuesType() == DocValuesType.SORTED_NUMERIC) {
      SortedNumericDocValues values = columns.getSortedNumeric(info);
      return values.advanceExact(doc) ? Long.valueOf(values.nextValue()) : null;
    }
    NumericDocValues values = columns.getNumeric(info);
    return values.advanceExact(doc) ? Long.valueOf(values.longValue()) : null;
  }
}
