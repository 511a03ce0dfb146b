import High

let high = High()
