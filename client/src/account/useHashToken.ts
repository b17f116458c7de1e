import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";

/**
 * The token that stands behind # in the address, empty where none does, and a function that forgets it. It is taken out
 * of the address at once: nobody reads it over a shoulder, or later in the history. Another link that is opened in the
 * same tab takes the place of the one before.
 */
export function useHashToken(): [string, () => void] {
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const [token, setToken] = useState(() => hash.slice(1));
  const [seen, setSeen] = useState(hash);
  if (hash !== seen) {
    setSeen(hash);
    if (hash) setToken(hash.slice(1));
  }
  useEffect(() => {
    if (hash) void navigate(pathname, { replace: true });
  }, [hash, navigate, pathname]);
  return [token, () => setToken("")];
}
