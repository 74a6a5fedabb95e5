package io.runbookmemory.lucene.index;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;

/** What a failure of Lucene or its files means to the caller, by what there is to do about it. */
public final class Faults {

  private Faults() {}

  public static ArmException of(String path, Throwable failure) {
    Throwable fault = root(failure);
    String says = fault.getClass().getSimpleName() + ": " + fault.getMessage();
    if (says(failure, "no space left", "not enough space", "quota exceeded")) {
      return new UnavailableException(
          path, "the disk of " + path + " is full: free some space and try again", failure);
    }
    if (says(failure, "read-only file system", "operation not permitted")) {
      return readOnly(path, says, failure);
    }
    if (lockIsLost(fault)) {
      return lostLock(path, failure);
    }
    return switch (fault) {
      case IndexFormatTooNewException e ->
          otherLucene(path, "a newer Lucene than", "use the release that wrote it", failure);
      case IndexFormatTooOldException e ->
          otherLucene(
              path,
              "a Lucene too old for",
              "run arm store upgrade with the release before this one first",
              failure);
      case CorruptIndexException e -> damaged(path, says, failure);
      case EOFException e -> damaged(path, says, failure);
      case FileNotFoundException e -> missing(path, says, failure);
      case NoSuchFileException e -> missing(path, says, failure);
      case AccessDeniedException e -> readOnly(path, says, failure);
      case ReadOnlyFileSystemException e -> readOnly(path, says, failure);
      case NotDirectoryException e ->
          new ConfigurationException(path, path + " must be a directory, got " + says, failure);
      case LockObtainFailedException e ->
          new UnavailableException(path, path + " is open elsewhere: " + says, failure);
      default ->
          new UnavailableException(path, path + " could not be read or written: " + says, failure);
    };
  }

  private static ConfigurationException otherLucene(
      String path, String which, String remedy, Throwable failure) {
    return new ConfigurationException(
        path,
        path + " was written by " + which + " this release's: " + remedy + "; " + failure,
        failure);
  }

  /** A file is missing: it alone, or with the directory that it was in. */
  private static ArmException missing(String path, String says, Throwable failure) {
    return Files.exists(Path.of(path)) ? damaged(path, says, failure) : gone(path, failure);
  }

  /** Returns the fault of an open store from under which its directory or all files were taken. */
  static UnavailableException gone(String path, @Nullable Throwable failure) {
    return new UnavailableException(
        path,
        path
            + " was removed, emptied or unmounted while the store was open: close the store, bring"
            + " the directory back and open it again",
        failure);
  }

  private static boolean lockIsLost(Throwable fault) {
    String message = String.valueOf(fault.getMessage());
    return switch (fault) {
      case NoSuchFileException e -> message.endsWith(IndexWriter.WRITE_LOCK_NAME);
      // So Lucene says that the lock's file is another one now, or another process took it.
      case AlreadyClosedException e -> message.contains("by an external force");
      default -> false;
    };
  }

  private static UnavailableException lostLock(String path, Throwable failure) {
    return Files.exists(Path.of(path))
        ? new UnavailableException(
            path,
            "the file "
                + IndexWriter.WRITE_LOCK_NAME
                + " in "
                + path
                + " was deleted or replaced while the store was open: close the store, see that no"
                + " other process writes to the directory or clears it, and open it again",
            failure)
        : gone(path, failure);
  }

  /** Returns the fault of a store one of whose files cannot be read through. */
  static ArmException ofFile(String path, String file, Exception failure) {
    return switch (failure) {
      case NoSuchFileException e -> damaged(path, file, "it is missing", e);
      case FileNotFoundException e -> damaged(path, file, "it is missing", e);
      case CorruptIndexException e -> damaged(path, file, says(e), e);
      case IndexFormatTooNewException e -> damaged(path, file, says(e), e);
      case IndexFormatTooOldException e -> damaged(path, file, says(e), e);
      case EOFException e -> damaged(path, file, "it is cut short", e);
      case FileSystemException e -> of(path, e);
      default -> of(path, failure);
    };
  }

  /** Returns what Lucene says of a damaged file, without where the file is. */
  public static String says(Exception failure) {
    String message = String.valueOf(failure.getMessage());
    int place = message.lastIndexOf(" (resource=");
    return place < 0 ? message : message.substring(0, place);
  }

  static CorruptStoreException damaged(
      String path, String file, String says, @Nullable Throwable failure) {
    return damaged(path, "its file " + file + ": " + says, failure);
  }

  private static CorruptStoreException damaged(
      String path, String says, @Nullable Throwable failure) {
    return new CorruptStoreException(
        path,
        path
            + " is damaged: "
            + says
            + "; `arm store verify "
            + path
            + "` tells what is wrong, `arm store repair "
            + path
            + " --into NEW` saves what is intact; or restore a backup",
        failure);
  }

  private static ConfigurationException readOnly(String path, String says, Throwable failure) {
    return new ConfigurationException(
        path,
        path
            + " must be readable and writable, got "
            + says
            + "; to read only what it holds, open it read-only",
        failure);
  }

  /** A writer that a failure has closed tells of it as the cause of its refusal. */
  private static Throwable root(Throwable failure) {
    Throwable fault = failure;
    while (fault instanceof IllegalStateException && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return fault;
  }

  private static boolean says(Throwable failure, String... words) {
    for (Throwable fault = failure; fault != null; fault = fault.getCause()) {
      String message = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
      for (String word : words) {
        if (message.contains(word)) {
          return true;
        }
      }
    }
    return false;
  }
}
