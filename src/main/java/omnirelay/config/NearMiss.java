package omnirelay.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody who mistyped a name probably meant. */
final class NearMiss {
    private static final int SLIPS_MAX = 3;

    private NearMiss() {}

    /** The nearest of the names, if it can be had by changing a few letters. */
    static Optional<String> of(String mistyped, Collection<String> names) {
        return names.stream()
                .filter(name -> distance(mistyped, name) <= Math.min(SLIPS_MAX, name.length() / 2))
                .min(Comparator.comparingInt(name -> distance(mistyped, name)));
    }

    /** Levenshtein's: letters added, removed or replaced. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] present = new int[to.length() + 1];
            present[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int replaced = previous[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
                present[column] = Math.min(replaced, 1 + Math.min(previous[column], present[column - 1]));
            }
            previous = present;
        }
        return previous[to.length()];
    }
}
