package omnirelay.sandbox;

import java.util.List;

/**
 * All that will be seen of one send, known when it is accepted.
 *
 * @param salt the part of the send's reference that is no time
 * @param steps at least one, in order of time
 */
record Play(String salt, List<Step> steps) {
    Play {
        steps = List.copyOf(steps);
    }
}
