package io.runbookmemory.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of Porter (1980), rule by rule, carried through all steps. */
class PorterStemmerTest {

  @ParameterizedTest
  @CsvSource({
    "caresses, caress", "ponies, poni", "ties, ti", "caress, caress", "cats, cat",
    "feed, feed", "agreed, agre", "plastered, plaster", "bled, bled", "motoring, motor",
    "sing, sing", "conflated, conflat", "troubled, troubl", "sized, size", "hopping, hop",
    "tanned, tan", "falling, fall", "hissing, hiss", "fizzed, fizz", "failing, fail",
    "filing, file", "happy, happi", "sky, sky"
  })
  void pluralsAndParticiplesAreStripped(String word, String stem) {
    assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({
    "relational, relat", "conditional, condit", "rational, ration", "valenci, valenc",
    "hesitanci, hesit", "digitizer, digit", "conformabli, conform", "radicalli, radic",
    "differentli, differ", "vileli, vile", "analogousli, analog", "vietnamization, vietnam",
    "predication, predic", "operator, oper", "feudalism, feudal", "decisiveness, decis",
    "hopefulness, hope", "callousness, callous", "formaliti, formal", "sensitiviti, sensit",
    "sensibiliti, sensibl"
  })
  void doubleSuffixesAreReduced(String word, String stem) {
    assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
  }

  @ParameterizedTest
  @CsvSource({
    "triplicate, triplic", "formative, form", "formalize, formal", "electriciti, electr",
    "electrical, electr", "hopeful, hope", "goodness, good", "revival, reviv",
    "allowance, allow", "inference, infer", "airliner, airlin", "gyroscopic, gyroscop",
    "adjustable, adjust", "defensible, defens", "irritant, irrit", "replacement, replac",
    "adjustment, adjust", "dependent, depend", "adoption, adopt", "homologou, homolog",
    "communism, commun", "activate, activ", "angulariti, angular", "homologous, homolog",
    "effective, effect", "bowdlerize, bowdler", "probate, probat", "rate, rate",
    "cease, ceas", "controll, control", "roll, roll"
  })
  void lastSuffixesAreStripped(String word, String stem) {
    assertThat(PorterStemmer.stem(word)).isEqualTo(stem);
  }

  @Test
  void wordsOfTwoLettersStayAsTheyAre() {
    assertThat(PorterStemmer.stem("os")).isEqualTo("os");
    assertThat(PorterStemmer.stem("")).isEmpty();
  }
}
