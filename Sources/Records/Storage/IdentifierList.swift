/// Numbers as one SQL argument, for `IN (SELECT value FROM json_each(?))`: any count of them, one statement.
func identifierList(_ numbers: some Sequence<Int64>) -> String {
    "[" + numbers.map(String.init).joined(separator: ",") + "]"
}
