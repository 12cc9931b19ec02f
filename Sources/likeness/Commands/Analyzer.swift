import FaceAnalysis
import Inference

/// The analyzer that every command uses: this program's own models, on this machine.
func makeAnalyzer() throws -> FaceAnalyzer {
    try FaceAnalyzer(InferenceEngine(.ofThisProgram()))
}
