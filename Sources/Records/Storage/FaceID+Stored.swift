import Vocabulary

extension FaceID {
    /// SQLite's integers are signed: half of all face numbers can be stored, 9 x 10^18 of them.
    func stored() throws(Failure) -> Int64 {
        guard let number = Int64(exactly: rawValue) else {
            throw Failure(
                .recordsConstraint, "A face number is too large to be stored.",
                remedy: "Report this: face numbers are given out one by one from 1.")
        }
        return number
    }
}
