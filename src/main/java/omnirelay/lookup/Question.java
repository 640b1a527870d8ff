package omnirelay.lookup;

import omnirelay.message.Lane;
import omnirelay.message.MessageId;
import omnirelay.message.MessageState;
import org.jspecify.annotations.Nullable;

/**
 * What TeleSign is to be asked.
 *
 * @param id of the message; of one that nobody knows the id under which it is kept if TeleSign knows it
 * @param look how many times TeleSign will have been asked about it
 * @param known whether the relay knows the message
 * @param verifyCode what a recipient entered, for TeleSign to compare; null where that is not the question
 */
record Question(
        MessageId id,
        int look,
        String referenceId,
        boolean known,
        @Nullable String verifyCode) {

    static Question about(MessageState state, String referenceId) {
        return new Question(state.id(), state.inquiry().looks() + 1, referenceId, true, null);
    }

    static Question aboutStranger(MessageId keptUnder, String referenceId) {
        return new Question(keptUnder, 1, referenceId, false, null);
    }

    Question verifying(@Nullable String code) {
        return new Question(id, look, referenceId, known, code);
    }

    /** Who entered a code waits in front of a screen. */
    Lane lane() {
        return verifyCode == null ? Lane.LOOK_UP : Lane.OTP;
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "Question[" + id + "]";
    }
}
