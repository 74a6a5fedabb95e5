package io.runbookmemory.lucene.care;

import io.runbookmemory.lucene.index.OpenFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.ByteBuffersIndexInput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/**
 * Files of an index of which some are damaged: those get an end with the checksum of what they hold
 * now, which is what Lucene asks of a file before it reads any of it. What is then read out of them
 * must be checked by other means; which files are sound is known.
 *
 * <p>The end is described at {@link CodecUtil#writeFooter}, the table of a compound file at {@link
 * org.apache.lucene.codecs.lucene90.Lucene90CompoundFormat}.
 */
final class MendedFiles extends OpenFiles {

  private static final String TABLE = "Lucene90CompoundEntries";

  /** The constant bytes of an end, before its checksum. */
  private static final byte[] MARK =
      ByteBuffer.allocate(2 * Integer.BYTES).putInt(CodecUtil.FOOTER_MAGIC).putInt(0).array();

  /** As long as an array can be, and a little less. */
  private static final long LONGEST = Integer.MAX_VALUE - 64;

  private final Set<String> sound = new HashSet<>();

  /** Opens all files of a directory that belong to an index and that can be opened at all. */
  static MendedFiles of(Directory directory, List<String> names) throws IOException {
    MendedFiles files = new MendedFiles();
    for (String name : names) {
      try {
        files.add(name, directory.openInput(name, IOContext.DEFAULT), false);
      } catch (IOException e) {
        // A file that is missing or cannot be opened is not there; verifying has said so.
      }
    }
    return files;
  }

  /** Opens the files that are packed into a segment's compound file. */
  static MendedFiles unpacked(MendedFiles packed, String segment) throws IOException {
    MendedFiles files = new MendedFiles();
    IndexInput all = packed.openInput(segment + ".cfs", IOContext.DEFAULT);
    files.add(segment + ".cfs", all);
    try (IndexInput table = packed.openInput(segment + ".cfe", IOContext.READONCE)) {
      table.seek(CodecUtil.indexHeaderLength(TABLE, ""));
      int count = table.readVInt();
      for (int i = 0; i < count; i++) {
        String name = segment + table.readString();
        files.add(name, part(all, name, table.readLong(), table.readLong()), true);
      }
    }
    return files;
  }

  /** Returns a part of a file, filled up with zeros where the file ends before it. */
  private static IndexInput part(IndexInput all, String name, long start, long length)
      throws IOException {
    if (start >= 0 && length >= 0 && start + length <= all.length()) {
      return all.slice(name, start, length);
    }
    if (length < 0 || length > LONGEST) {
      throw new IOException(name + " cannot be " + length + " bytes long");
    }
    byte[] bytes = new byte[(int) length];
    if (start >= 0 && start < all.length()) {
      all.slice(name, start, all.length() - start)
          .readBytes(bytes, 0, (int) (all.length() - start));
    }
    return input(name, bytes);
  }

  private void add(String name, IndexInput file, boolean whole) throws IOException {
    try (IndexInput copy = file.clone()) {
      CodecUtil.checksumEntireFile(copy);
      sound.add(name);
      add(name, file);
    } catch (IOException e) {
      if (file.length() > LONGEST) {
        // Too large to be mended; Lucene may read it, if what is damaged is not its end.
        add(name, file);
      } else {
        byte[] bytes = new byte[(int) file.length()];
        file.clone().readBytes(bytes, 0, bytes.length);
        file.close();
        add(name, input(name, mended(bytes, whole)));
      }
    }
  }

  private static byte[] mended(byte[] bytes, boolean whole) {
    boolean ends = bytes.length >= CodecUtil.footerLength() && (whole || endsLikeAFile(bytes));
    int length = ends ? bytes.length : bytes.length + CodecUtil.footerLength();
    ByteBuffer mended = ByteBuffer.wrap(Arrays.copyOf(bytes, length));
    mended.put(length - CodecUtil.footerLength(), MARK);
    CRC32 crc = new CRC32();
    crc.update(mended.array(), 0, length - Long.BYTES);
    return mended.putLong(length - Long.BYTES, crc.getValue()).array();
  }

  /** Returns whether the end is there, if damaged, and was not cut off. */
  private static boolean endsLikeAFile(byte[] bytes) {
    int same = 0;
    for (int i = 0; i < MARK.length; i++) {
      same += bytes[bytes.length - CodecUtil.footerLength() + i] == MARK[i] ? 1 : 0;
    }
    return same > MARK.length / 2 + 1;
  }

  private static IndexInput input(String name, byte[] bytes) {
    return new ByteBuffersIndexInput(
        new ByteBuffersDataInput(List.of(ByteBuffer.wrap(bytes))), name);
  }

  boolean isSound(String file) {
    return sound.contains(file);
  }

  /** Returns whether all files of some kinds are sound, by their endings. */
  boolean areSound(String... endings) {
    return files().stream()
        .filter(file -> List.of(endings).contains(file.substring(file.lastIndexOf('.') + 1)))
        .allMatch(sound::contains);
  }
}
