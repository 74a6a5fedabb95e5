package io.runbookmemory.examples.option.convert;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an environment's name, in any of the words that are used for it. */
public final class EnvConverter implements ITypeConverter<String> {

  @Override
  public String convert(String word) {
    try {
      return Environments.DEFAULT.require(word);
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.rule());
    }
  }
}
