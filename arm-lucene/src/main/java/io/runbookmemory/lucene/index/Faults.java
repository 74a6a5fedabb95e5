package io.runbookmemory.lucene.index;

import io.runbookmemory.error.ArmException;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.CorruptStoreException;
import io.runbookmemory.error.UnavailableException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.LockObtainFailedException;

/** What a failure of Lucene or its files means to the caller, by what there is to do about it. */
public final class Faults {

  private Faults() {}

  public static ArmException of(String path, Throwable failure) {
    Throwable fault = root(failure);
    String says = fault.getClass().getSimpleName() + ": " + fault.getMessage();
    if (diskIsFull(failure)) {
      return new UnavailableException(
          path, "the disk of " + path + " is full: free some space and try again", failure);
    }
    return switch (fault) {
      case IndexFormatTooNewException e ->
          new ConfigurationException(
              path,
              path
                  + " was written by a newer Lucene than this release's: use the release that wrote"
                  + " it; "
                  + says,
              failure);
      case IndexFormatTooOldException e ->
          new ConfigurationException(
              path,
              path
                  + " was written by a Lucene too old for this release: run arm store upgrade with"
                  + " the release before this one first; "
                  + says,
              failure);
      case CorruptIndexException e -> damaged(path, says, failure);
      case EOFException e -> damaged(path, says, failure);
      case FileNotFoundException e -> damaged(path, says, failure);
      case NoSuchFileException e -> damaged(path, says, failure);
      case AccessDeniedException e ->
          new ConfigurationException(
              path, path + " must be readable and writable, got " + says, failure);
      case ReadOnlyFileSystemException e ->
          new ConfigurationException(path, path + " must be writable, got " + says, failure);
      case NotDirectoryException e ->
          new ConfigurationException(path, path + " must be a directory, got " + says, failure);
      case LockObtainFailedException e ->
          new UnavailableException(path, path + " is open elsewhere: " + says, failure);
      default ->
          new UnavailableException(path, path + " could not be read or written: " + says, failure);
    };
  }

  private static CorruptStoreException damaged(String path, String says, Throwable failure) {
    return new CorruptStoreException(
        path, path + " is damaged: " + says + "; restore a backup, or ingest again", failure);
  }

  /** A writer that a failure has closed tells of it as the cause of its refusal. */
  private static Throwable root(Throwable failure) {
    Throwable fault = failure;
    while (fault instanceof IllegalStateException && fault.getCause() != null) {
      fault = fault.getCause();
    }
    return fault;
  }

  private static boolean diskIsFull(Throwable failure) {
    for (Throwable fault = failure; fault != null; fault = fault.getCause()) {
      String says = String.valueOf(fault.getMessage()).toLowerCase(Locale.ROOT);
      if (says.contains("no space left")
          || says.contains("not enough space")
          || says.contains("quota exceeded")) {
        return true;
      }
    }
    return false;
  }
}
