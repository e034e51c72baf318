package agent

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// sentinel goes before an answer to guest-sync-delimited, and clients send it to
// make the agent forget half a request.
const sentinel = 0xff

// longestRequest is the longest line that is read, in bytes.
const longestRequest = 64 << 10

type request struct {
	Execute   string `json:"execute"`
	Arguments struct {
		ID int64 `json:"id"`
	} `json:"arguments"`
}

type failure struct {
	Class string `json:"class"`
	Desc  string `json:"desc"`
}

// Serve answers requests, one JSON object a line, until the channel ends. A
// request it does not understand is answered with an error, as the protocol
// demands.
func Serve(channel io.ReadWriter) error {
	lines := bufio.NewScanner(channel)
	lines.Buffer(nil, longestRequest)
	for lines.Scan() {
		line := afterSentinel(lines.Bytes())
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		if _, err := channel.Write(answer(line)); err != nil {
			return fmt.Errorf("answering the hypervisor: %w", err)
		}
	}
	return lines.Err()
}

func afterSentinel(line []byte) []byte {
	return line[bytes.LastIndexByte(line, sentinel)+1:]
}

func answer(line []byte) []byte {
	var r request
	if err := json.Unmarshal(line, &r); err != nil {
		return encode("error", failure{Class: "GenericError", Desc: "a request is one JSON object on a line"})
	}
	switch r.Execute {
	case "guest-ping":
		return encode("return", struct{}{})
	case "guest-sync":
		return encode("return", r.Arguments.ID)
	case "guest-sync-delimited":
		return append([]byte{sentinel}, encode("return", r.Arguments.ID)...)
	default:
		return encode("error", failure{Class: "CommandNotFound", Desc: fmt.Sprintf("The command %s has not been found", r.Execute)})
	}
}

func encode(key string, value any) []byte {
	// Values are a number or plain structs: they always encode.
	text, _ := json.Marshal(map[string]any{key: value})
	return append(text, '\n')
}
